namespace SmartLocker.Server.Storage;

/// <summary>What lets a person in on the web. The password is a hash; its format is the sign-in's own.</summary>
public sealed record Account
{
    /// <summary>As typed, lower case.</summary>
    public required string Name { get; init; }
    public required PersonId Person { get; init; }
    public required string PasswordHash { get; init; }
    public int Failures { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Changes when everything signed in before must be signed out.</summary>
    public required string Stamp { get; init; }
}
