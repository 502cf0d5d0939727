using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake.Markup;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>The names under 正本 and 副本, which tell the copy of a receiver whose row does not.</summary>
internal sealed class CopyNames
{
    private readonly HashSet<string> _originals;
    private readonly HashSet<string> _duplicates;

    private CopyNames(MarkupFile file)
    {
        _originals = Keys(file, "正本");
        _duplicates = Keys(file, "副本");
    }

    public static CopyNames Of(MarkupFile file) => new(file);

    /// <returns>Nothing when the document does not list the name.</returns>
    public CopyKind? Find(string name)
    {
        string key = AgencyName.Key(name);
        return _originals.Contains(key) ? CopyKind.Original
            : _duplicates.Contains(key) ? CopyKind.Duplicate
            : null;
    }

    private static HashSet<string> Keys(MarkupFile file, string field) => file.Root.All(field)
        .SelectMany(list => list.Children)
        .Where(child => child.Name is "全銜" or "單位名" or "姓名")
        .Select(child => AgencyName.Key(file.Text(child)))
        .Where(key => key.Length > 0)
        .ToHashSet(StringComparer.Ordinal);
}
