using System.Globalization;
using SmartLocker.Server.CommandLine;

namespace SmartLocker.Server.Features.Demo;

/// <summary>How the demonstration was asked for.</summary>
/// <param name="Once">Does a whole exchange by itself and ends.</param>
/// <param name="Intake">Where the documents come from; nothing: our own samples.</param>
/// <param name="Data">Where everything is kept; nothing: a folder that is gone afterwards.</param>
/// <param name="Port">Of the pages; 0: any that is free.</param>
internal sealed record DemoOptions(bool Once, string? Intake, string? Data, int Port)
{
    public static readonly Option[] Known =
    [
        new("--once", null, "does a whole exchange by itself, writes one line of JSON for each packet, and ends"),
        new("--intake", "DIR", "takes the documents from DIR, with address-book.json in it when there is one"),
        new("--data", "DIR", "keeps everything in DIR (default: a folder that is removed at the end)"),
        new("--port", "N", "of the pages (default: any that is free)"),
    ];

    public static DemoOptions Read(Arguments arguments)
    {
        if (!arguments.Values.IsEmpty) { throw new UsageException($"Not expected: {arguments.Values[0]}."); }

        string? intake = arguments.Text("--intake");
        if (intake is not null && !Directory.Exists(intake)) { throw new UsageException($"--intake: no folder {intake}."); }

        string port = arguments.Text("--port") ?? "0";
        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number)
            ? new DemoOptions(arguments.Has("--once"), intake, arguments.Text("--data"), number)
            : throw new UsageException($"--port: expected 0 to 65535, got {port}.");
    }
}
