using System.Diagnostics;
using System.Globalization;
using System.Security;
using Mono.Cecil;

namespace SmartLocker.Simulation.Mutants;

/// <summary>How one mutant fared.</summary>
/// <param name="Seed">Of the history that found it out; nothing when none of them did.</param>
/// <param name="Said">The first broken promise.</param>
internal sealed record Kill(Mutant Mutant, int? Seed, string Said);

/// <summary>Runs the simulator over a product with a broken rule, until a history breaks a promise.</summary>
/// <remarks>
/// The compiled product is changed in a folder of its own and run there by a program of its own: nothing in the product knows of
/// mutants, and nothing has to be built anew.
/// </remarks>
internal static class Hunt
{
    private static readonly string[] BadEdits =
    [
        nameof(InvalidProgramException), nameof(MissingMethodException), nameof(MethodAccessException), nameof(TypeLoadException),
        nameof(FileNotFoundException), nameof(BadImageFormatException), nameof(VerificationException),
    ];

    public static Kill Run(Mutant mutant, int from, int seeds, int hours)
    {
        string folder = Directory.CreateTempSubdirectory($"mutant-{mutant.Name}-").FullName;
        try
        {
            Prepare(mutant, folder);
            return Ask(mutant, folder, from, seeds, hours);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Everything as it is, by links; what is changed, and what the runtime finds its folder by, as files.</summary>
    internal static void Prepare(Mutant mutant, string folder)
    {
        string own = Path.GetFileNameWithoutExtension(typeof(Hunt).Assembly.Location);
        foreach (string entry in Directory.EnumerateFileSystemEntries(AppContext.BaseDirectory))
        {
            string name = Path.GetFileName(entry);
            if (name.StartsWith(own + ".", StringComparison.Ordinal)) { File.Copy(entry, Path.Combine(folder, name)); }
            else { File.CreateSymbolicLink(Path.Combine(folder, name), entry); }
        }

        foreach (IGrouping<string, Edit> edits in mutant.Edits.GroupBy(edit => edit.Type.Assembly.Location))
        {
            string target = Path.Combine(folder, Path.GetFileName(edits.Key));
            File.Delete(target);
            using DefaultAssemblyResolver resolver = new();
            resolver.AddSearchDirectory(AppContext.BaseDirectory);
            resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
            using ModuleDefinition module = ModuleDefinition.ReadModule(
                edits.Key, new ReaderParameters { AssemblyResolver = resolver });
            foreach (Edit edit in edits) { Rewriting.Apply(module, edit); }

            module.Write(target);
        }
    }

    /// <summary>With what the hunt is asked for: as a person would write it.</summary>
    internal static string[] Words(Mutant mutant, int from, int seeds, int hours) =>
    [
        "--hunt", Text(seeds), "--from", Text(from), "--hours", Text(hours),
        .. mutant.Meets.Count == 0 ? Array.Empty<string>() : ["--plagues", string.Join(',', mutant.Meets)],
    ];

    private static Kill Ask(Mutant mutant, string folder, int from, int seeds, int hours)
    {
        string program = Path.Combine(folder, Path.GetFileName(typeof(Hunt).Assembly.Location));
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredCompilation"] = "1"; // Most hunts are over before code compiled at once would pay.
        foreach (string argument in (string[])["exec", program, .. Words(mutant, from, seeds, hours)])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        string? found = lines.FirstOrDefault(line => line.StartsWith(Program.FoundMark, StringComparison.Ordinal));
        if (found is null && process.ExitCode != 0) { return Stopped(mutant, from, errors.GetAwaiter().GetResult()); }

        string[] parts = found?[Program.FoundMark.Length..].Split(' ', 2) ?? [];
        return parts is [var seed, var said]
            ? new Kill(mutant, int.Parse(seed, CultureInfo.InvariantCulture), said) : new Kill(mutant, null, "survived");
    }

    /// <summary>The broken product threw: a bug stops the loop, as good as a broken promise. A bad edit is neither.</summary>
    private static Kill Stopped(Mutant mutant, int from, string errors)
    {
        string thrown = errors.Split('\n').FirstOrDefault(line => line.Contains("Exception", StringComparison.Ordinal)) ?? errors;
        return BadEdits.Any(name => errors.Contains(name, StringComparison.Ordinal))
            ? throw new InvalidOperationException($"{mutant.Name}: {thrown}")
            : new Kill(mutant, from, thrown.Trim());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
