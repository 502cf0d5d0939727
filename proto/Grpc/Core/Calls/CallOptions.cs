namespace Grpc.Core;

/// <summary>What a caller may say about one call beside its message.</summary>
public readonly struct CallOptions
{
    public CallOptions(
        Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null)
    {
        (Headers, Deadline, CancellationToken, WriteOptions) = (headers, deadline, cancellationToken, writeOptions);
    }

    public Metadata? Headers { get; }

    /// <summary>In UTC; null means none.</summary>
    public DateTime? Deadline { get; }

    public CancellationToken CancellationToken { get; }

    public WriteOptions? WriteOptions { get; }

    public CallOptions WithHeaders(Metadata headers) => new(headers, Deadline, CancellationToken, WriteOptions);

    public CallOptions WithDeadline(DateTime deadline) => new(Headers, deadline, CancellationToken, WriteOptions);

    public CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        new(Headers, Deadline, cancellationToken, WriteOptions);

    public CallOptions WithWriteOptions(WriteOptions writeOptions) => new(Headers, Deadline, CancellationToken, writeOptions);
}
