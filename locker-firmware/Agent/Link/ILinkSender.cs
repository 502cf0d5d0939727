using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>What may be said to the server while a stream is welcomed; without one nothing is queued.</summary>
public interface ILinkSender
{
    /// <summary>False when it cannot be said now.</summary>
    bool TryAsk(string correlationId, TimeSpan deadline, ServerCall call);

    /// <inheritdoc cref="TryAsk"/>
    bool TryAnswer(string correlationId, OrderAnswer answer);

    /// <summary>0 asks for the full document.</summary>
    void Held(long version);

    /// <summary>The journal has grown.</summary>
    void Recorded();
}

/// <summary>A cabinet without a server: useful all the same.</summary>
public sealed class NoLink : ILinkSender
{
    public bool TryAsk(string correlationId, TimeSpan deadline, ServerCall call) => false;
    public bool TryAnswer(string correlationId, OrderAnswer answer) => false;

    public void Held(long version)
    {
        // Nobody to tell; Hello will, on the first stream.
    }

    public void Recorded()
    {
        // The journal keeps it.
    }
}
