using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SmartLocker.Firmware.Core.Desired;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>HMAC-SHA-256(pepper, PBKDF2-SHA-256(PIN, salt, iterations)), compared in constant time.</summary>
/// <remarks>Without this cabinet's pepper a stolen desired state says nothing about a PIN.</remarks>
public static class PinCheck
{
    /// <summary>More would keep the processor of a small board busy for seconds; fewer than one is no verifier.</summary>
    private const int IterationsMax = 2_000_000;

    public static bool IsRight(string pin, PinVerifier verifier, ImmutableArray<byte> pepper)
    {
        if (pepper.IsDefaultOrEmpty || verifier.Iterations is < 1 or > IterationsMax)
        {
            return false;
        }

        byte[] slow = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(pin), verifier.Salt.AsSpan(), verifier.Iterations, HashAlgorithmName.SHA256,
                SHA256.HashSizeInBytes);
        byte[] found = HMACSHA256.HashData(pepper.AsSpan(), slow);
        return CryptographicOperations.FixedTimeEquals(found, verifier.Verifier.AsSpan());
    }
}
