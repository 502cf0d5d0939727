namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>An element as far as intake looks at it: its name without prefix, two attributes, its children, its text.</summary>
/// <remarks>
/// Text is a range of one buffer that all elements of a file share, so it costs nothing however deep they nest.
/// </remarks>
internal sealed class Element(string name, int start)
{
    private List<Element>? _children;

    public string Name => name;

    /// <summary>The attribute 代碼; nothing when it is missing.</summary>
    public string? Code { get; set; }

    /// <summary>The attribute 交換表單, which names an entity; nothing when it is missing.</summary>
    public string? List { get; set; }

    public IReadOnlyList<Element> Children => _children ?? (IReadOnlyList<Element>)[];

    /// <summary>Where its text begins and ends in the buffer.</summary>
    public Range Extent { get; set; } = start..start;

    public void Add(Element child) => (_children ??= []).Add(child);

    public Element? Child(string wanted)
    {
        foreach (Element child in Children)
        {
            if (child.Name == wanted) { return child; }
        }

        return null;
    }

    public IEnumerable<Element> All(string wanted) => Children.Where(child => child.Name == wanted);
}
