using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>Ids for one step, drawn from 32 random bytes that the shell gave: the same seed, the same ids.</summary>
/// <remarks>Each id is 128 bits of SHA-256(seed ‖ counter), so a nonce is as unguessable as the seed.</remarks>
public sealed class IdSource(ImmutableArray<byte> seed)
{
    private int _drawn;

    /// <returns>32 hexadecimal characters.</returns>
    public string Next()
    {
        Span<byte> text = stackalloc byte[seed.Length + sizeof(int)];
        seed.AsSpan().CopyTo(text);
        BinaryPrimitives.WriteInt32BigEndian(text[seed.Length..], _drawn++);
        return Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 16));
    }

    public CommandId NextCommand() => CommandId.Parse(Next());
}
