using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Desired;

/// <summary>By what this cabinet knows a one-time code (docs/rules.md R-21).</summary>
/// <param name="Cabinet">This one: a code for any other is refused.</param>
/// <param name="Keys">SubjectPublicKeyInfo by the key's name; a key that is not here any more is withdrawn.</param>
/// <param name="RevokedUpTo">Numbers up to here are worthless: a journal that is gone may have used them.</param>
/// <param name="FreshFor">Codes are taken while what the cabinet knows is younger.</param>
public sealed record CodeSettings(
    CabinetId Cabinet, ImmutableSortedDictionary<string, ImmutableArray<byte>> Keys, long RevokedUpTo, TimeSpan FreshFor);
