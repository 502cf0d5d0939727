namespace SmartLocker.Server.Core.Labels;

/// <summary>An agency as a label names it; the code is not there for an agency that has none.</summary>
public sealed record LabelParty(string Name, AgencyCode? Code);
