namespace SmartLocker.Server.Features.Intake.Archives;

/// <summary>One member of a zip as its central directory describes it.</summary>
internal sealed record ZipMember
{
    /// <summary>With '/' between folders, whatever the zip wrote; a folder's own entry ends with one.</summary>
    public required string Path { get; init; }

    public required ReadOnlyMemory<byte> RawName { get; init; }
    public required ushort Flags { get; init; }
    public required ushort Method { get; init; }
    public required uint Checksum { get; init; }
    public required long PackedLength { get; init; }
    public required long Length { get; init; }
    public required long HeaderOffset { get; init; }

    /// <summary>The Unix file type and mode; zero where the zip was made elsewhere.</summary>
    public required ushort Mode { get; init; }

    public bool IsFolder => Path.EndsWith('/');
}
