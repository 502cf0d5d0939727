namespace SmartLocker.Server.Host.Tests.Intake;

/// <summary>The lines for the invented drops, letter for letter: other programs read them.</summary>
public sealed class SampleDropTests
{
    [Fact]
    public void The_lines_are_the_recorded_ones()
    {
        string book = Path.Combine(Samples.Folder, "address-book.json");

        Checking checking = Checking.Run(Samples.Folder, "--address-book", book, "--json");


        Assert.Equal(File.ReadAllText(Path.Combine(Samples.Folder, "expected.jsonl")), checking.Output);
        Assert.Equal((0, ""), (checking.ExitCode, checking.Errors));
    }

    [Fact]
    public void Without_an_address_book_written_codes_count_and_missing_ones_are_unresolved()
    {
        Checking checking = Checking.Run(Path.Combine(Samples.Folder, "circular.di"));

        Assert.Contains(
            """{"name":"東海市立新設國民小學","code":null,"copy":null,"withAttachments":false}]},"unresolved":["東海市立新設國民小學"]}""",
            Assert.Single(checking.Lines),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_output_is_nothing_but_lines_and_people_read_the_other_one()
    {
        Checking checking = Checking.Run(Samples.Folder);

        Assert.All(checking.Lines, line => Assert.StartsWith("{\"file\":", line, StringComparison.Ordinal));
        Assert.Equal("4 accepted, 1 refused, 0 unreadable.", checking.Errors.Trim());
    }
}
