using System.Collections.Immutable;

namespace SmartLocker.Server.CommandLine;

/// <summary>One thing the program can do from the command line.</summary>
/// <param name="Name">The words that choose it, such as "intake check"; empty for what happens without a verb.</param>
/// <param name="Values">What may follow, for the help text, such as "PATH…".</param>
/// <param name="Summary">One line for the help text.</param>
/// <param name="Options">The options it takes; any other is refused.</param>
/// <param name="Run">Does it and returns the exit code.</param>
internal sealed record Verb(
    string Name, string Values, string Summary, ImmutableArray<Option> Options, Func<Arguments, Task<int>> Run)
{
    /// <summary>The words, so that "intake check" is matched against two arguments.</summary>
    public string[] Words => Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
