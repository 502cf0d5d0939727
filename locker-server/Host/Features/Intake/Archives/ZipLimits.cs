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

    /// <exception cref="InvalidDataException">Always: the way out for whatever is found wrong in a zip.</exception>
    public static void Require(bool holds, string expectation)
    {
        if (!holds) { throw new InvalidDataException(expectation); }
    }
}
