namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>Who must be present at a pickup.</summary>
public enum PickupPolicy
{
    OnePerson,

    /// <summary>Two persons of the receiver, one of them a named opener, after a fresh check.</summary>
    TwoPersons,
}
