using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Features.Intake;

/// <summary>Who hands in, for which agency, and when.</summary>
internal sealed record IntakeCause(AgencyCode? Owner, Actor By, DateTimeOffset Now);
