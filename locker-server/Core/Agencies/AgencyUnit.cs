namespace SmartLocker.Server.Core.Agencies;

/// <summary>A section inside an agency with a code of its own (單位代碼).</summary>
public sealed record AgencyUnit(UnitCode Code, string Name);
