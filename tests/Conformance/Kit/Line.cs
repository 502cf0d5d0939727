using Google.Protobuf;

namespace SmartLocker.Conformance.Kit;

/// <summary>One line of a script: what the scripted end says, must hear, and what happens meanwhile (closed family).</summary>
internal abstract record Line
{
    private Line() { }

    /// <summary>A frame to the end under test.</summary>
    public sealed record Says(IMessage Frame) : Line;

    /// <summary>The very next frame of the end under test.</summary>
    public sealed record Hears(string What, Func<IMessage, bool> Fits) : Line;

    /// <summary>Nothing is due.</summary>
    public sealed record HearsNothing : Line;

    /// <summary>The end under test has closed the stream.</summary>
    public sealed record HearsTheEnd(string Status, string Why) : Line;

    public sealed record Waits(TimeSpan Span) : Line;

    /// <summary>At the end under test: a door opens, an operator orders, somebody scans.</summary>
    public sealed record There(Func<Task> Happens) : Line;
}
