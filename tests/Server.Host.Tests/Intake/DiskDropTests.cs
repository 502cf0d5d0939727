using System.Net;
using System.Net.Sockets;
using SmartLocker.Server.CommandLine;

namespace SmartLocker.Server.Host.Tests.Intake;

/// <summary>Files and folders as they lie on disk.</summary>
public sealed class DiskDropTests
{
    [Fact]
    public void A_folder_is_read_with_everything_in_it_in_the_order_of_paths()
    {
        using Place place = new();
        place.Put("b.DI", Samples.Letter);
        place.Put("a/z.di", Samples.Letter);
        place.Put("a/deeper/y.Di", "");
        place.Put("c.ZIP", new ZipForge().Add("in/w.di", Samples.Letter).Close());
        place.Put("readme.txt", "甲");
        place.Put("lonely.sw", "乙");

        Assert.Equal(
            ["a/deeper/y.Di empty", "a/z.di accepted", "b.DI accepted", "c.ZIP/in/w.di accepted"],
            Checking.Run(place.Root).Outcomes);
    }

    [Fact]
    public void A_document_alone_finds_the_list_beside_it_and_drags_nothing_else_in()
    {
        using Place place = new();
        string document = place.Put("circular.di", Samples.Bytes("circular.di"));
        place.Put("CIRCULAR.sw", Samples.Bytes("circular.SW"));
        place.Put("other.di", Samples.Letter);

        Assert.Equal(["circular.di accepted"], Checking.Run(document).Outcomes);
    }

    [Fact]
    public void A_list_in_another_folder_is_not_beside_it()
    {
        using Place place = new();
        place.Put("in/circular.di", Samples.Bytes("circular.di"));
        place.Put("circular.sw", Samples.Bytes("circular.SW"));

        Assert.Equal(["in/circular.di missing-exchange-list"], Checking.Run(place.Root).Outcomes);
    }

    [Fact]
    public void A_place_that_cannot_be_read_is_named_and_the_rest_goes_on()
    {
        using Place place = new();
        string document = place.Put("a.di", Samples.Letter);

        Checking checking = Checking.Run(Path.Combine(place.Root, "gone"), document);

        Assert.Equal(["a.di accepted"], checking.Outcomes);
        Assert.Equal(1, checking.ExitCode);
        Assert.Contains("gone", checking.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_are_an_answer_and_no_failure()
    {
        using Place place = new();

        Assert.Equal(0, Checking.Run(place.Put("a.di", "壞"), place.Put("b.di", "")).ExitCode);
    }

    [Fact]
    public void A_file_larger_than_a_mebibyte_is_too_large_and_so_is_any_other()
    {
        using Place place = new();
        string path = place.Put("a.di", "");
        using (FileStream huge = File.OpenWrite(path)) { huge.SetLength(8L * 1024 * 1024 * 1024); }

        Assert.Equal(["a.di too-large"], Checking.Run(path).Outcomes);
    }

    [Fact]
    public void A_link_may_name_another_file_of_the_drop_but_lead_nowhere_else()
    {
        using Place place = new();
        using Place elsewhere = new();
        place.Put("a.di", Samples.Letter);
        File.CreateSymbolicLink(Path.Combine(place.Root, "b.di"), "a.di");
        File.CreateSymbolicLink(Path.Combine(place.Root, "c.di"), elsewhere.Put("c.di", Samples.Letter));
        File.CreateSymbolicLink(Path.Combine(place.Root, "d.di"), "d.di");
        File.CreateSymbolicLink(Path.Combine(place.Root, "e.di"), "gone.di");
        Directory.CreateSymbolicLink(Path.Combine(place.Root, "again"), ".");

        Checking checking = Checking.Run(place.Root);

        Assert.Equal(["a.di accepted", "b.di accepted"], checking.Outcomes);
        Assert.Equal(0, checking.ExitCode);
    }

    [Fact]
    public void A_link_to_nowhere_beside_a_document_does_no_harm()
    {
        using Place place = new();
        File.CreateSymbolicLink(Path.Combine(place.Root, "circular.sw"), "gone.sw");
        string document = place.Put("circular.di", Samples.Bytes("circular.di"));

        Assert.Equal(["circular.di missing-exchange-list"], Checking.Run(document).Outcomes);
        Assert.Equal(1, Checking.Run(Path.Combine(place.Root, "circular.sw")).ExitCode);
    }

    [Fact]
    public void What_a_document_names_outside_its_folder_is_neither_opened_nor_called()
    {
        using Place place = new();
        string canary = place.Put("elsewhere/canary.txt", "CANARY");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string letter = Samples.Letter
            .Replace("\"104_2_utf8.dtd\"", $"""
                "http://{listener.LocalEndpoint}/dtd" [
                <!ENTITY f SYSTEM "file://{canary}"> <!ENTITY h SYSTEM "http://{listener.LocalEndpoint}/">
                <!ENTITY % p SYSTEM "http://{listener.LocalEndpoint}/p"> %p; ]
                """, StringComparison.Ordinal)
            .Replace("檢送", "檢送&f;&h;", StringComparison.Ordinal);

        Checking checking = Checking.Run(place.Put("drop/a.di", letter));

        Assert.Equal(["a.di accepted"], checking.Outcomes);
        Assert.DoesNotContain("CANARY", checking.Output, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("gone.json", null)]
    [InlineData("book.json", "{")]
    [InlineData("book.json", "{}")]
    public void Without_the_address_book_that_was_asked_for_nothing_is_checked(string name, string? text)
    {
        using Place place = new();
        string document = place.Put("a.di", Samples.Letter);
        if (text is not null) { place.Put(name, text); }

        Checking checking = Checking.Run(document, "--address-book", Path.Combine(place.Root, name));

        Assert.Equal((1, ""), (checking.ExitCode, checking.Output));
        Assert.Contains(name, checking.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_path_there_is_nothing_to_do() => Assert.Throws<UsageException>(() => Checking.Run("--json"));
}
