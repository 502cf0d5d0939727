namespace SmartLocker.HardwareSpecs.Faults;

/// <summary>One way in which the world can be broken, as faults.json names it.</summary>
/// <param name="Name">What it is raised and cleared by, such as Jammed.</param>
/// <param name="Meaning">What is wrong.</param>
/// <param name="Operator">What the person in charge does about it.</param>
public sealed record FaultKind(
    string Name, FaultSeverity Severity, FaultScope Scope, BilingualText Meaning, BilingualText Operator);
