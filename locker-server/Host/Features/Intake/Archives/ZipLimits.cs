namespace SmartLocker.Server.Features.Intake.Archives;

/// <summary>What a zip may ask of us. Beyond any of these it is refused as a whole.</summary>
internal static class ZipLimits
{
    public const int MembersMax = 10_000;

    /// <summary>All members together, unpacked.</summary>
    public const long UnpackedBytesMax = 64L * 1024 * 1024;

    /// <summary>All members together, unpacked, against the size of the zip.</summary>
    public const long RatioMax = 100;

    /// <summary>Ten thousand members with long names and extra fields need a fifth of this.</summary>
    public const long DirectoryBytesMax = 16L * 1024 * 1024;

    /// <summary>
    /// Tags in all members together, by their '&lt;'. A day of the whole city in one zip, 5,000 letters of a hundred
    /// tags, has half of this; a zip made of nothing but tags could have sixteen times as many, and take as many seconds.
    /// </summary>
    public const long TagsMax = 1_000_000;

    /// <summary>
    /// Attributes in all members together, by their '='; a thousand on one tag cost more than on a thousand tags.
    /// </summary>
    public const long AttributesMax = 500_000;

    /// <summary>
    /// A member with fewer tags or attributes than one in so many bytes is no markup, or sparse enough not to matter.
    /// </summary>
    public const int SparseBytes = 64;

    /// <exception cref="InvalidDataException">Always: the way out for whatever is found wrong in a zip.</exception>
    public static void Require(bool holds, string expectation)
    {
        if (!holds) { throw new InvalidDataException(expectation); }
    }
}
