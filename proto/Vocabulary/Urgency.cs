namespace SmartLocker;

/// <summary>How fast a document must be handled (速別). Ordered: a greater value is more urgent.</summary>
public enum Urgency
{
    /// <summary>普通件, 6 working days.</summary>
    Ordinary,

    /// <summary>速件, 3 working days.</summary>
    Fast,

    /// <summary>最速件, 1 working day.</summary>
    Fastest,
}
