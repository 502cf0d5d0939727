namespace SmartLocker.Server.Core.Fleet;

/// <summary>A fault that a cabinet raised and has not cleared.</summary>
/// <param name="Name">As in the fault registry of hardware-specs.</param>
/// <param name="Compartment">0: the cabinet as a whole.</param>
public sealed record OpenFault(string Name, int Compartment, string Detail, DateTimeOffset Since);
