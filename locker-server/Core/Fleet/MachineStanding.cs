using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>Whether the controller of a cabinet is believed, and since which denial (CL-74).</summary>
/// <param name="Generation">
/// How often it was denied. Codes and certificates carry the generation they were made in; an older one is worthless for ever,
/// also after the cabinet is allowed again.
/// </param>
/// <param name="Denial">Nothing while a controller may enrol and connect.</param>
public sealed record MachineStanding(long Generation, MachineDenial? Denial)
{
    /// <summary>Nobody ever denied it.</summary>
    public static MachineStanding Good { get; } = new(0, null);

    /// <summary>May what was made in this generation be used now?</summary>
    public bool Believes(long generation) => Denial is null && generation >= Generation;
}

/// <summary>Who denied it, when and why.</summary>
public sealed record MachineDenial(string Reason, Actor By, DateTimeOffset Since);
