using System.Text;
using System.Text.Json;
using SmartLocker.Server.CommandLine;
using SmartLocker.Server.Features.Intake;

namespace SmartLocker.Server.Host.Tests.Intake;

/// <summary>What "intake check" prints and returns.</summary>
internal sealed record Checking(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>File and outcome of every line: "a.di accepted", "x.zip unsafe-archive".</summary>
    public string[] Outcomes => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement).Select(Outcome)];

    public static Checking Run(params string[] typed)
    {
        using MemoryStream output = new();
        using StringWriter errors = new();
        int exitCode = new IntakeCheck(output, errors).Run(Arguments.Read(typed, IntakeCheck.Verb));
        return new Checking(exitCode, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    /// <summary>Checks one zip of these bytes.</summary>
    public static Checking Zip(byte[] zip, string name = "x.zip")
    {
        using Place place = new();
        return Run(place.Put(name, zip));
    }

    private static string Outcome(JsonElement line)
    {
        string what = line.GetProperty("outcome").GetString()!;
        return $"{line.GetProperty("file").GetString()} {(what == "refused" ? line.GetProperty("reason").GetString() : what)}";
    }
}
