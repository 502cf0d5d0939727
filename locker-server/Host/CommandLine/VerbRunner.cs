using System.Collections.Immutable;

namespace SmartLocker.Server.CommandLine;

/// <summary>Finds the verb that was typed, shows help when asked, and answers wrong usage with exit code 2.</summary>
internal sealed class VerbRunner(ImmutableArray<Verb> verbs, TextWriter output, TextWriter errors)
{
    public const int WrongUsage = 2;

    public async Task<int> Run(string[] typed)
    {
        // The longest name wins, so that the verb without a name catches only what no other does.
        Verb? verb = verbs.OrderByDescending(known => known.Words.Length).FirstOrDefault(known => Chooses(typed, known));
        bool asksForAll = typed is ["--help" or "-h" or "help", ..];
        if (verb is null || (verb.Name.Length == 0 && asksForAll)) { return await Overview(typed); }

        string[] rest = typed[verb.Words.Length..];
        if (rest.TakeWhile(word => word != "--").Any(word => word is "--help" or "-h"))
        {
            await output.WriteLineAsync(Help(verb));
            return 0;
        }

        try
        {
            return await verb.Run(Arguments.Read(rest, verb));
        }
        catch (UsageException wrong)
        {
            await errors.WriteLineAsync($"{wrong.Message}\n\n{Help(verb)}");
            return WrongUsage;
        }
    }

    private static bool Chooses(string[] typed, Verb verb) => typed.AsSpan().StartsWith(verb.Words);

    private async Task<int> Overview(string[] typed)
    {
        bool asked = typed is [] or ["--help" or "-h" or "help", ..];
        string list = string.Join('\n', verbs.Select(verb => $"  {verb.Name,-16} {verb.Summary}"));
        await (asked ? output : errors).WriteLineAsync($"Usage: SmartLocker.Server VERB …\n\n{list}\n\nVERB --help says more.");
        return asked ? 0 : WrongUsage;
    }

    private static string Help(Verb verb)
    {
        IEnumerable<string> options = verb.Options.Append(new Option("--help", null, "shows this text"))
            .Select(option => $"  {(option.Name + " " + option.Value).Trim(),-22} {option.Summary}");
        string[] parts = ["SmartLocker.Server", verb.Name, verb.Values, "[options]"];
        string usage = string.Join(' ', parts.Where(part => part.Length > 0));
        return $"{verb.Summary}\n\nUsage: {usage}\n\n{string.Join('\n', options)}";
    }
}
