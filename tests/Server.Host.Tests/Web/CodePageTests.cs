using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Codes;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Codes;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>docs/rules.md R-21 at the server's door: who is shown a one-time code, and that it is on record first.</summary>
public sealed class CodePageTests(City city) : IClassFixture<City>
{
    private static readonly PersonId Receiver = PersonId.Parse("clerk-school");

    [Fact]
    public async Task A_person_of_the_receiver_is_shown_a_code_once_and_it_is_on_record()
    {
        string packet = await Waiting("0000801");
        using Visitor visitor = await city.SignIn("clerk-school");
        await visitor.Get($"/packets/{packet}");
        HttpResponseMessage answer = await visitor.Post($"/packets/{packet}/code");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<svg", visitor.Page, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        HistoryRow given = Assert.Single(await Given(), row => row.Data.Contains(packet, StringComparison.Ordinal));
        Assert.Equal(Actor.Person(Receiver), given.By);
    }

    [Theory]
    [InlineData("clerk-bureau", HttpStatusCode.NotFound)]
    [InlineData("clerk-edu", HttpStatusCode.NotFound)]
    [InlineData("admin-one", HttpStatusCode.NotFound)]
    public async Task Nobody_else_is_shown_one_and_none_is_on_record(string account, HttpStatusCode expected)
    {
        string packet = await Waiting($"000081{account.Length}");
        await Badge(PersonId.Parse(account));
        using Visitor visitor = await city.SignIn(account);
        await visitor.Get("/");
        HttpResponseMessage answer = await visitor.Post($"/packets/{packet}/code");

        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain("id=\"code\"", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(await Given(), row => row.Data.Contains(packet, StringComparison.Ordinal));
    }

    /// <summary>The second key is the next one: a cabinet that has not heard of it would refuse every code.</summary>
    [Fact]
    public async Task What_is_drawn_names_the_packet_and_its_door_and_is_signed_with_the_first_key()
    {
        PacketId packet = PacketId.Parse(await Waiting("0000802"));
        CodeDesk desk = city.Services.GetRequiredService<CodeDesk>();
        CodeKey first = city.Services.GetRequiredService<CodeSigner>().PublicKeys[0];

        (PickupCode code, string text) = Assert.NotNull(await desk.Give(packet, Receiver));
        CodeText read = Assert.IsType<CodeText>(CodeText.Read(text));

        Assert.Equal(first.Id, read.Key);
        Assert.True(read.IsSignedBy([.. Convert.FromBase64String(first.PublicKey)]));
        Assert.Equal((City.Cabinet, 3, packet), (read.Code.Cabinet, read.Code.Compartment, read.Code.Packet));
        Assert.Equal([Receiver], read.Code.Openers);
        Assert.Equal(code.Id, read.Code.Id);
        (PickupCode next, _) = Assert.NotNull(await desk.Give(packet, Receiver));
        Assert.Equal(code.Number + 1, next.Number);
        Assert.NotEqual(code.Id, next.Id);
    }

    private async Task<string> Waiting(string number)
    {
        await Badge(Receiver);
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, number, "有人來取");
        await clerk.Get($"/packets/{packet}");
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"));
        await city.Deposit(packet);
        return packet;
    }

    private async Task Badge(PersonId id)
    {
        OrganisationDesk desk = city.Services.GetRequiredService<OrganisationDesk>();
        Person person = (await city.Ledger.FindPerson(id))!.State;
        Assert.Null(await desk.Describe(person with { Badge = person.Badge ?? await desk.FreshBadge() }, Actor.Server));
    }

    private async Task<IEnumerable<HistoryRow>> Given() =>
        (await city.Ledger.Views.History(StreamNames.Of(City.Cabinet))).Where(row => row.Kind == nameof(CabinetEvent.CodeGiven));
}
