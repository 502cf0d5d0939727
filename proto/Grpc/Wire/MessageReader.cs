using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Takes framed messages out of a pipe, one at a time.</summary>
/// <remarks>
/// Nothing is read ahead of the caller beyond what the transport's window lets in: a caller that does not read stalls
/// the peer. A frame above the limit is refused by its header, before its bytes are awaited.
/// </remarks>
internal sealed class MessageReader<T>(PipeReader pipe, Marshaller<T> marshaller, int? bytesMax, string? encoding)
    : DeserializationContext
{
    private ReadOnlySequence<byte> _payload;

    public T? Current { get; private set; }

    public override int PayloadLength => (int)_payload.Length;

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <summary>False at the end of the stream.</summary>
    /// <exception cref="RpcException">The bytes are no gRPC message, or one that may not be taken.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            ReadResult result = await pipe.ReadAsync(cancellation);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (TryTakeFrame(buffer, out bool compressed, out SequencePosition end))
            {
                Deserialize(compressed);
                pipe.AdvanceTo(end);
                return true;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                Current = default;
                return buffer.IsEmpty ? false : throw Failure(StatusCode.Internal, "The stream ended within a message.");
            }
        }
    }

    /// <summary>Gives the buffers back. Not while a read is under way.</summary>
    public void Complete() => pipe.Complete();

    private bool TryTakeFrame(ReadOnlySequence<byte> buffer, out bool compressed, out SequencePosition end)
    {
        (compressed, end) = (false, buffer.Start);
        if (buffer.Length < Protocol.FrameHeaderBytes)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[Protocol.FrameHeaderBytes];
        buffer.Slice(0, Protocol.FrameHeaderBytes).CopyTo(header);
        compressed = CheckFlag(header[0]);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(bytesMax ?? int.MaxValue))
        {
            throw Failure(StatusCode.ResourceExhausted,
                $"The received message has {length} bytes, the limit is {bytesMax ?? int.MaxValue}.");
        }

        if (buffer.Length - Protocol.FrameHeaderBytes < length)
        {
            return false;
        }

        _payload = buffer.Slice(Protocol.FrameHeaderBytes, length);
        end = _payload.End;
        return true;
    }

    // Compression of gRPC: a set flag without an encoding that was named is an error of the sender, not of the caller.
    private bool CheckFlag(byte flag) => flag switch
    {
        0 => false,
        1 when encoding is not (null or Protocol.Identity) => true,
        1 => throw Failure(StatusCode.Internal, "The compressed flag is set but no grpc-encoding was given."),
        _ => throw Failure(StatusCode.Internal, $"The compressed flag must be 0 or 1, got {flag}."),
    };

    private void Deserialize(bool compressed)
    {
        if (compressed)
        {
            _payload = Gzip.Decompress(_payload, bytesMax);
        }

        try
        {
            Current = marshaller.ContextualDeserializer(this);
        }
        catch (Exception problem)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The message cannot be parsed.", problem));
        }
        finally
        {
            _payload = default;
        }
    }

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));
}
