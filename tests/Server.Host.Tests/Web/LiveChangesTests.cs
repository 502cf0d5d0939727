using System.Net;

namespace SmartLocker.Server.Host.Tests.Web;

public sealed class LiveChangesTests(City city) : IClassFixture<City>
{
    [Fact]
    public async Task An_open_page_is_told_that_its_packets_changed_and_a_reconnect_resumes_where_it_was()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        await city.Send(clerk, "0000501", "第一件");
        (string kind, string id) = await FirstEvent(clerk, "/out/changes?after=0", null);
        Assert.Equal("changed", kind);

        // Nothing was said while nobody listened; whoever comes back with the last id hears of it at once.
        await city.Send(clerk, "0000502", "第二件");
        (string again, string later) = await FirstEvent(clerk, "/out/changes?after=0", id);
        Assert.Equal("changed", again);
        Assert.True(long.Parse(later) > long.Parse(id));
    }

    [Fact]
    public async Task A_stranger_to_the_packet_hears_nothing_of_it()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        await city.Send(clerk, "0000503", "不關他的事");
        using Visitor bureau = await city.SignIn("clerk-bureau");
        (string kind, _) = await FirstEvent(bureau, "/out/changes?after=0", null);
        Assert.Equal("alive", kind);
    }

    [Fact]
    public async Task Without_a_session_there_is_no_stream()
    {
        using Visitor stranger = city.Stranger();
        using HttpRequestMessage request = new(HttpMethod.Get, "/out/changes");
        request.Headers.Accept.ParseAdd("text/event-stream");
        HttpResponseMessage answer = await stranger.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<(string Kind, string Id)> FirstEvent(Visitor visitor, string path, string? lastId)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastId is not null) { request.Headers.Add("Last-Event-ID", lastId); }

        using HttpResponseMessage answer = await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using StreamReader lines = new(await answer.Content.ReadAsStreamAsync());
        (string kind, string id) = ("", "");
        while (await lines.ReadLineAsync() is { } line && (line.Length > 0 || kind.Length == 0))
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) { kind = line["event: ".Length..]; }
            if (line.StartsWith("id: ", StringComparison.Ordinal)) { id = line["id: ".Length..]; }
        }

        return (kind, id);
    }
}
