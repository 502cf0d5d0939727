using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller puts the bytes of one message.</summary>
public abstract class SerializationContext
{
    /// <summary>Hands over the whole message; nothing else may be written.</summary>
    public virtual void Complete(byte[] payload) => throw new NotSupportedException("This context takes no array.");

    /// <summary>For writing piecewise; ends with <see cref="Complete()"/>.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() =>
        throw new NotSupportedException("This context has no buffer writer.");

    /// <summary>Optional, before the first byte is written.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual void Complete() => throw new NotSupportedException("This context has no buffer writer.");
}
