namespace SmartLocker.Server.Features.Intake.Archives;

/// <summary>The checksum of zip members (ISO 3309, reflected polynomial EDB88320). The runtime has none of its own.</summary>
internal static class Crc32
{
    public const uint Start = uint.MaxValue;

    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes) { checksum = Table[(checksum ^ value) & 0xFF] ^ (checksum >> 8); }

        return checksum;
    }

    public static uint End(uint checksum) => ~checksum;

    private static uint Entry(int index)
    {
        uint value = (uint)index;
        for (int bit = 0; bit < 8; bit++) { value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial; }

        return value;
    }
}
