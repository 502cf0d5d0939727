using System.Buffers;

namespace Grpc.Core;

/// <summary>The bytes of one message, valid only while its marshaller runs.</summary>
public abstract class DeserializationContext
{
    public abstract int PayloadLength { get; }

    public virtual byte[] PayloadAsNewBuffer() => PayloadAsReadOnlySequence().ToArray();

    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() =>
        throw new NotSupportedException("This context has no sequence.");
}
