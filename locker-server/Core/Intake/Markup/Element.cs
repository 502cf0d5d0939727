namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>An element as far as intake looks at it: its name without prefix, two attributes, its children, its text.</summary>
/// <remarks>Text is a range of one buffer that all elements of a file share, so it costs nothing however deep they nest.</remarks>
internal sealed class Element(string name, int start)
{
    public string Name => name;

    /// <summary>The attribute 代碼; nothing when it is missing.</summary>
    public string? Code { get; set; }

    /// <summary>The attribute 交換表單, which names an entity; nothing when it is missing.</summary>
    public string? List { get; set; }

    public List<Element> Children { get; } = [];

    /// <summary>Where its text begins and ends in the buffer.</summary>
    public Range Extent { get; set; } = start..start;

    public Element? Child(string wanted) => Children.Find(child => child.Name == wanted);

    public IEnumerable<Element> All(string wanted) => Children.Where(child => child.Name == wanted);
}
