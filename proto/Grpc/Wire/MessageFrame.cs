using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Builds one framed message in rented memory: a stream that waits holds none.</summary>
/// <remarks>One message at a time. A message that fails half way leaves nothing on the wire.</remarks>
internal sealed class MessageFrame<T>(Marshaller<T> marshaller, int? bytesMax) : SerializationContext, IBufferWriter<byte>
{
    private const int FirstBytes = 512;

    private byte[]? _buffer;
    private int _length;
    private bool _complete;

    /// <summary>Valid until <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Build(T message)
    {
        (_length, _complete) = (Protocol.FrameHeaderBytes, false);
        marshaller.ContextualSerializer(message, this);
        if (!_complete)
        {
            throw Failure(StatusCode.Internal, "The marshaller did not complete the message.");
        }

        CheckSize(_length - Protocol.FrameHeaderBytes);
        byte[] frame = Room(0);
        frame[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), _length - Protocol.FrameHeaderBytes);
        return frame.AsMemory(0, _length);
    }

    public void Release()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        CheckSize(payloadLength);
        Room(payloadLength);
    }

    public override IBufferWriter<byte> GetBufferWriter() => this;

    public override void Complete() => _complete = true;

    public override void Complete(byte[] payload)
    {
        CheckSize(payload.Length);
        payload.CopyTo(Room(payload.Length).AsSpan(_length));
        Advance(payload.Length);
        _complete = true;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => Room(Math.Max(sizeHint, 1)).AsMemory(_length);

    public Span<byte> GetSpan(int sizeHint = 0) => Room(Math.Max(sizeHint, 1)).AsSpan(_length);

    [SuppressMessage("Reliability", "CA2000", Justification = "Rented arrays are given back by Release.")]
    private byte[] Room(int more)
    {
        int needed = _length + more;
        if (_buffer is null)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(needed, FirstBytes));
        }
        else if (_buffer.Length < needed)
        {
            byte[] larger =
                ArrayPool<byte>.Shared.Rent(Math.Max(needed, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength)));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer;
    }

    private void CheckSize(int bytes)
    {
        if (bytes > bytesMax)
        {
            throw Failure(StatusCode.ResourceExhausted, $"The message to send has {bytes} bytes, the limit is {bytesMax}.");
        }
    }

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));
}
