using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>By what a cabinet knows a one-time code (docs/rules.md R-21).</summary>
/// <param name="RevokedUpTo">Numbers up to here may have been used on a journal that is not taken any more.</param>
/// <param name="FreshFor">Codes are taken while what the cabinet knows is younger.</param>
public sealed record CodeSettings(CabinetId Cabinet, ImmutableArray<CodeKey> Keys, long RevokedUpTo, TimeSpan FreshFor)
{
    /// <summary>Arrays do not compare by value in a record.</summary>
    public static bool Same(CodeSettings? one, CodeSettings? other) =>
        one is null || other is null ? one is null && other is null
            : one.Cabinet == other.Cabinet && one.RevokedUpTo == other.RevokedUpTo && one.FreshFor == other.FreshFor
                && one.Keys.SequenceEqual(other.Keys);
}

/// <param name="PublicKey">SubjectPublicKeyInfo, P-256, in Base64.</param>
public sealed record CodeKey(string Id, string PublicKey);
