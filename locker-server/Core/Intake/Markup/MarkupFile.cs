namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>A file that was read to its end.</summary>
internal sealed class MarkupFile(Element root, string text, Prolog prolog)
{
    public Element Root => root;

    /// <summary>Every element that may say how secret the document is, wherever it stands.</summary>
    public required IReadOnlyList<Element> SecrecyMarks { get; init; }

    /// <summary>The names of everything right under the root, wanted or not.</summary>
    public required IReadOnlyList<string> RootChildren { get; init; }

    public required bool IsLossy { get; init; }

    public required bool HadEntityReferences { get; init; }

    /// <summary>All text of an element and what is inside it, in the order of the file, as written.</summary>
    public string RawText(Element element) => text[element.Extent];

    /// <summary>The same, cleaned for reading.</summary>
    public string Text(Element? element) => element is null ? "" : CleanText.Of(RawText(element));

    /// <summary>What 密等 says may not be all: a declaration would add to it.</summary>
    public bool DeclaresSecrecy => prolog.DeclaresSecrecy;

    public string? FileOf(string entity) => prolog.FileOf(entity);
}
