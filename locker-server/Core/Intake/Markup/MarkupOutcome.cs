namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>What reading a file as XML gave.</summary>
internal abstract record MarkupOutcome
{
    private MarkupOutcome() { }

    public sealed record Read(MarkupFile File) : MarkupOutcome;

    public sealed record Failed(RefusalReason Reason) : MarkupOutcome;
}
