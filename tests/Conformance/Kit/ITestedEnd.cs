namespace SmartLocker.Conformance.Kit;

/// <summary>A real end of Cabinet Link that a script talks to, in bytes.</summary>
internal interface ITestedEnd
{
    /// <summary>Why the stream is closed, as this end says it; nothing while it lives.</summary>
    string? Ended { get; }

    Task Hear(byte[] frame);

    /// <returns>The next frame, taken; nothing when none is due.</returns>
    Google.Protobuf.IMessage? Speak();

    Task Wait(TimeSpan span);
}
