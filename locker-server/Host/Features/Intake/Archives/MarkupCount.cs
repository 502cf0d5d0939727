namespace SmartLocker.Server.Features.Intake.Archives;

/// <summary>How many tags and attributes bytes can hold at most; counting is far cheaper than reading them.</summary>
internal readonly record struct MarkupCount(long Tags, long Attributes)
{
    public MarkupCount With(ReadOnlySpan<byte> bytes) => new(Tags + bytes.Count((byte)'<'), Attributes + bytes.Count((byte)'='));

    /// <summary>What counts of a member of this length: pictures have such bytes too, but few.</summary>
    public MarkupCount Of(long length) => new(
        Tags * ZipLimits.SparseBytes > length ? Tags : 0,
        Attributes * ZipLimits.SparseBytes > length ? Attributes : 0);

    public static MarkupCount operator +(MarkupCount one, MarkupCount other) =>
        new(one.Tags + other.Tags, one.Attributes + other.Attributes);
}
