using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>
/// HMAC-SHA-256(pepper of the cabinet, PBKDF2-SHA-256(PIN, salt, iterations)): checks a PIN without holding it.
/// </summary>
public sealed record PinVerifier(ImmutableArray<byte> Salt, int Iterations, ImmutableArray<byte> Verifier)
{
    public bool Same(PinVerifier other) =>
        Iterations == other.Iterations && Salt.AsSpan().SequenceEqual(other.Salt.AsSpan())
        && Verifier.AsSpan().SequenceEqual(other.Verifier.AsSpan());
}
