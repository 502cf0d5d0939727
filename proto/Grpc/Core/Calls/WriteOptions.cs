namespace Grpc.Core;

[Flags]
public enum WriteFlags
{
    /// <summary>The message need not leave at once: more follows.</summary>
    BufferHint = 1,

    /// <summary>Not to be compressed. This runtime never compresses what it sends.</summary>
    NoCompress = 2,
}

/// <summary>How the next messages of a stream are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
