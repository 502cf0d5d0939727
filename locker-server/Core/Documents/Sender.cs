namespace SmartLocker.Server.Core.Documents;

/// <summary>An agency, or a unit of one, that signed a document (發文機關).</summary>
/// <remarks>The code is that of the agency, also for a unit; it is missing where nothing trustworthy gives it.</remarks>
public sealed record Sender(string Name, AgencyCode? Code, UnitCode? Unit);
