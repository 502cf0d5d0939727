using System.Collections.Immutable;
using System.Security.Cryptography;

namespace SmartLocker.Server.Core.Agencies;

/// <summary>What the server keeps of a person's PIN: PBKDF2-SHA-256(PIN, salt, iterations).</summary>
/// <remarks>A cabinet never gets it: it gets the HMAC under its own pepper, so one cabinet's copy opens no other.</remarks>
public sealed record PinHash(ImmutableArray<byte> Salt, int Iterations, ImmutableArray<byte> Hash)
{
    public const int SaltBytes = 16;
    public const int HashBytes = 32;

    /// <summary>Slow enough to make guessing dear, fast enough for a small board at the door.</summary>
    public const int IterationsDefault = 100_000;

    private const int DigitsMin = 4;
    private const int DigitsMax = 12;

    /// <summary>Four to twelve digits: what the kiosk's key pad can type.</summary>
    public static bool IsPin(string pin) => pin.Length is >= DigitsMin and <= DigitsMax && pin.All(char.IsAsciiDigit);

    /// <param name="salt">Sixteen random bytes, drawn by the shell.</param>
    public static PinHash Of(string pin, ImmutableArray<byte> salt, int iterations) =>
        IsPin(pin)
            ? new PinHash(
                salt, iterations,
                [.. Rfc2898DeriveBytes.Pbkdf2(pin, salt.AsSpan(), iterations, HashAlgorithmName.SHA256, HashBytes)])
            : throw new ArgumentException($"Expected {DigitsMin} to {DigitsMax} digits.", nameof(pin));

    public ImmutableArray<byte> VerifierFor(ImmutableArray<byte> pepper) =>
        [.. HMACSHA256.HashData(pepper.AsSpan(), Hash.AsSpan())];
}
