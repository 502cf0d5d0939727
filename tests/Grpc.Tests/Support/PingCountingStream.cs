namespace SmartLocker.Grpc.Tests.Support;

/// <summary>Passes a connection through and counts the answers to pings that come in.</summary>
internal sealed class PingCountingStream(Stream inner, Action pingAnswered) : Stream
{
    private const int HeaderBytes = 9;
    private const byte PingType = 6;
    private readonly List<byte> _header = [];
    private int _payloadLeft;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken);
        Watch(buffer.Span[..count]);
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
    public override void Flush() => inner.Flush();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    // RFC 9113 section 4.1: three bytes of length, one of type, one of flags, four of stream.
    private void Watch(ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            if (_payloadLeft > 0)
            {
                _payloadLeft--;
                continue;
            }

            _header.Add(one);
            if (_header.Count == HeaderBytes)
            {
                _payloadLeft = (_header[0] << 16) | (_header[1] << 8) | _header[2];
                if (_header[3] == PingType && (_header[4] & 1) == 1)
                {
                    pingAnswered();
                }

                _header.Clear();
            }
        }
    }
}
