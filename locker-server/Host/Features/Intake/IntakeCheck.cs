using SmartLocker.Server.CommandLine;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Features.Intake;

/// <summary>The verb "intake check": reads drops as the server would, and says what it would do with each document.</summary>
internal sealed class IntakeCheck(Stream output, TextWriter errors)
{
    private const string BookOption = "--address-book";
    private const string JsonOption = "--json";
    private const int Ran = 0;
    private const int SomethingUnreadable = 1;

    private int _accepted;
    private int _refused;
    private int _unreadable;

    public static Verb Verb { get; } = new(
        "intake check",
        "PATH…",
        "Reads documents from files, folders and zips without a server; one line of JSON for each.",
        [
            new Option(BookOption, "FILE", "checks receivers against this address book (JSON: orgId, orgName, statusCode)"),
            new Option(JsonOption, null, "leaves out the summary on standard error"),
        ],
        arguments =>
        {
            using BufferedStream output = new(Console.OpenStandardOutput());
            return Task.FromResult(new IntakeCheck(output, Console.Error).Run(arguments));
        });

    public int Run(Arguments arguments)
    {
        if (arguments.Values.IsEmpty) { throw new UsageException("At least one PATH is needed."); }

        AddressBook? book = null;
        if (arguments.Text(BookOption) is { } file && (book = ReadBook(file)) is null) { return SomethingUnreadable; }

        foreach (string path in arguments.Values)
        {
            IEnumerable<DropFile> drop = DiskDrop.Read(path, Unreadable, Say);
            foreach (IntakeResult result in DropReader.Read(drop, book, Unreadable)) { Report(result); }
        }

        output.Flush();
        if (!arguments.Has(JsonOption))
        {
            errors.WriteLine($"{_accepted} accepted, {_refused} refused, {_unreadable} unreadable.");
        }

        return _unreadable == 0 ? Ran : SomethingUnreadable;
    }

    private AddressBook? ReadBook(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            byte[] json = new byte[AddressBook.BytesMax + 1];
            int length = stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
            if (AddressBook.TryParse(json.AsMemory(0, length), out AddressBook? book, out string? problem)) { return book; }

            errors.WriteLine($"{file}: {problem}");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{file}: {denied.Message}");
        }

        return null;
    }

    private void Report(IntakeResult result)
    {
        IntakeLine.Write(result, output);
        if (result.Outcome is IntakeOutcome.Accepted) { _accepted++; } else { _refused++; }
    }

    private void Unreadable(string path, string cause)
    {
        _unreadable++;
        Say(path, cause);
    }

    private void Say(string path, string cause) => errors.WriteLine($"{path}: {cause}");
}
