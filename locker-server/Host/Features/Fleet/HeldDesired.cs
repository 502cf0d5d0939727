using SmartLocker.Server.Core.Fleet.Desired;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>The document that a cabinet goes by, as it says.</summary>
/// <remarks>
/// A number alone does not name one: a server that was put back to a backup gives the same numbers again
/// (docs/cabinet-link.md CL-45).
/// </remarks>
/// <param name="Version">0 for none.</param>
/// <param name="MadeAt">Nothing for one that was sent on this very stream.</param>
public readonly record struct HeldDesired(long Version, DateTimeOffset? MadeAt)
{
    public static HeldDesired None => new(0, null);

    /// <summary>It was sent, and said to be held, on this stream.</summary>
    public static HeldDesired Sent(long version) => new(version, null);

    /// <summary>Whatever it is, it is none of this cabinet's.</summary>
    public static HeldDesired Strange(long version) => new(version, DateTimeOffset.MinValue);

    public bool IsOf(DesiredState state) => state.Version == Version && (MadeAt is not { } at || at == state.MadeAt);
}
