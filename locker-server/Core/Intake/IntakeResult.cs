namespace SmartLocker.Server.Core.Intake;

/// <summary>One line of an intake: a file, named as the drop names it, and what became of it.</summary>
public sealed record IntakeResult(string File, IntakeOutcome Outcome);
