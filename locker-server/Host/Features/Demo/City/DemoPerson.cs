using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Features.Demo.City;

/// <summary>Somebody of the demonstration with everything they show and know.</summary>
/// <param name="Account">Their name on the web; the password is the demonstration's.</param>
internal sealed record DemoPerson(PersonId Id, string Name, Role Role, string Account, string Pin)
{
    /// <summary>Known once they are on record.</summary>
    public BadgeNumber Badge { get; init; }
}
