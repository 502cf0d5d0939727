using SmartLocker.Server.Core.Intake.Markup;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>How secret a document is (密等), from wherever a producer wrote it.</summary>
/// <remarks>
/// Fails closed: what is neither empty, 普通 nor 密, what an entity or a default might have said, and a level written twice in
/// two ways count as too secret for a locker.
/// </remarks>
internal static class SecrecyLevel
{
    private const string Level = "密等";
    private const string Condition = "解密條件或保密期限";

    /// <returns>Nothing when the document may not travel by locker.</returns>
    public static Secrecy? Of(MarkupFile file)
    {
        if (file.DeclaresSecrecy) { return null; }

        Secrecy found = Secrecy.Ordinary;
        foreach (string written in file.SecrecyMarks.SelectMany(mark => Written(file, mark)))
        {
            string level = CleanText.Compact(written);
            if (written.Contains(EntityReferences.Trace, StringComparison.Ordinal)) { return null; }
            if (level is not ("" or "普通" or "密")) { return null; }
            if (level == "密") { found = Secrecy.Confidential; }
        }

        return found;
    }

    private static IEnumerable<string> Written(MarkupFile file, Element mark) =>
        mark.Name == Level ? [mark.Code ?? "", file.RawText(mark)] : [mark.Code ?? "", OwnText(file, mark)];

    /// <summary>
    /// Some write the level straight into the block that should hold it; the release condition beside it is no level.
    /// </summary>
    private static string OwnText(MarkupFile file, Element block)
    {
        string text = file.RawText(block);
        int start = block.Extent.Start.Value;
        foreach (Element child in block.Children.Where(child => child.Name is Level or Condition).Reverse())
        {
            text = text.Remove(child.Extent.Start.Value - start, child.Extent.End.Value - child.Extent.Start.Value);
        }

        return text;
    }
}
