using System.Collections.Immutable;
using SmartLocker.Server.Core.Documents;

namespace SmartLocker.Server.Core.Intake;

/// <summary>What became of one file of a drop.</summary>
public abstract record IntakeOutcome
{
    private IntakeOutcome() { }

    /// <summary>Taken in. <paramref name="Warnings"/> are for the clerk and never quote what the document says.</summary>
    public sealed record Accepted(Document Document, ImmutableArray<string> Warnings) : IntakeOutcome
    {
        /// <summary>The receivers somebody has to look up before their copy can travel, in the order of the document.</summary>
        public ImmutableArray<string> Unresolved =>
            [.. Document.Receivers.Where(receiver => !receiver.IsResolved).Select(receiver => receiver.Label)];
    }

    /// <summary>Not taken in. The message is for the clerk and never quotes what the document says.</summary>
    public sealed record Refused(RefusalReason Reason, string Message) : IntakeOutcome;
}
