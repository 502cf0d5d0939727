using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Core.Audit;

/// <summary>An event with its hour and its actor. Nothing goes on record without both (docs/rules.md R-9).</summary>
/// <param name="At">When it happened, UTC; for a cabinet's entry the cabinet's hour where its clock is to be trusted.</param>
public sealed record Recorded<TEvent>(DateTimeOffset At, Actor By, TEvent Event);
