namespace SmartLocker.Server.Core.Intake;

/// <summary>One file of a drop: where it lies in it ('/' between folders), how long it says it is, and how to open it.</summary>
/// <remarks>Nothing is opened before somebody asks, and no more than <see cref="BytesMax"/> is ever held.</remarks>
public sealed record DropFile(string Path, long Length, Func<Stream> Open)
{
    /// <summary>1 MiB for a document or an exchange list; honest ones have a few kilobytes.</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>A file whose bytes are at hand, such as an upload.</summary>
    public DropFile(string path, byte[] bytes) : this(path, bytes.Length, () => new MemoryStream(bytes, writable: false)) { }

    /// <summary>The folder with its closing '/', empty at the top.</summary>
    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsDocument => HasExtension(".di");

    public bool IsArchive => HasExtension(".zip");

    /// <summary>The bytes, or nothing when there are more than <see cref="BytesMax"/>, whatever the length said.</summary>
    public ReadOnlyMemory<byte>? Read()
    {
        // A length of zero is believed: it is also what pipes and devices say, and those must not be opened.
        if (Length == 0) { return ReadOnlyMemory<byte>.Empty; }
        if (Length > BytesMax) { return null; }

        using Stream stream = Open();
        byte[] bytes = new byte[Length + 1];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read == bytes.Length)
        {
            // Longer than it said: it grew meanwhile, or it lied. The limit is the same.
            Array.Resize(ref bytes, BytesMax + 1);
            read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
        }

        if (read > BytesMax) { return null; }

        return bytes.AsMemory(0, read);
    }

    private bool HasExtension(string extension) => Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
