using SmartLocker.Server.Core.Intake.Fields;

namespace SmartLocker.Server.Core.Intake;

/// <summary>
/// The exchange lists of a drop: found by file name in the folder of the document that wants them, nowhere else.
/// </summary>
/// <remarks>
/// Many documents may share one list. The last one read is kept, and using a list again is paid for from
/// <paramref name="repeatBytesMax"/>, so that a small archive cannot ask for the work of a huge one.
/// </remarks>
internal sealed class ExchangeListShelf(IEnumerable<DropFile> files, long repeatBytesMax)
{
    private readonly ILookup<string, DropFile> _files =
        files.ToLookup(file => Key(file.Folder, file.Name), StringComparer.Ordinal);

    private readonly HashSet<DropFile> _used = new(ReferenceEqualityComparer.Instance);
    private long _repeatBytesLeft = repeatBytesMax;
    private (DropFile File, ExchangeListAnswer Answer)? _last;

    /// <param name="document">The document that names a list.</param>
    /// <param name="name">The file its entity names; nothing when the entity is not declared or names none.</param>
    public ExchangeListAnswer Named(DropFile document, string? name)
    {
        string wanted = (name ?? "").Trim();
        if (wanted.StartsWith("./", StringComparison.Ordinal)) { wanted = wanted[2..]; }

        // A path, a drive or an address leads out of the folder; it is not followed, so what it names is not there.
        bool leadsOut = wanted.AsSpan().IndexOfAny("/\\:\0") >= 0;
        return wanted.Length == 0 || leadsOut ? new ExchangeListAnswer.Missing() : Find(document.Folder, wanted);
    }

    /// <summary>The list with the document's own name; nothing when there is none.</summary>
    public ExchangeListAnswer? Unnamed(DropFile document)
    {
        ExchangeListAnswer answer = Find(document.Folder, Path.ChangeExtension(document.Name, ".sw"));
        return answer is ExchangeListAnswer.Missing ? null : answer;
    }

    private ExchangeListAnswer Find(string folder, string name)
    {
        DropFile[] candidates = [.. _files[Key(folder, name)]];
        DropFile[] exact = [.. candidates.Where(file => file.Name == name)];
        return (candidates, exact) switch
        {
            ([], _) => new ExchangeListAnswer.Missing(),
            (_, [var file]) => Open(file),
            ([var file], _) => Open(file),

            // Several differ by case alone, or an archive holds one name twice: nobody can say which is meant.
            _ => new ExchangeListAnswer.Bad(),
        };
    }

    private ExchangeListAnswer Open(DropFile file)
    {
        if (!_used.Add(file) && (_repeatBytesLeft -= file.Length) < 0) { return new ExchangeListAnswer.Bad(); }
        if (_last is { } last && ReferenceEquals(last.File, file)) { return last.Answer; }

        ExchangeListAnswer answer = ExchangeList.Read(file.Read()) is { } list
            ? new ExchangeListAnswer.Found(list)
            : new ExchangeListAnswer.Bad();
        _last = (file, answer);
        return answer;
    }

    private static string Key(string folder, string name) => folder + name.ToUpperInvariant();
}
