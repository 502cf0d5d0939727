using System.Security.Cryptography;
using System.Text;

namespace SmartLocker.Firmware.Agent.Journal.Kept;

/// <summary>SHA-256 over a row's name and content: the entries have their chain, what is kept beside them has this.</summary>
internal static class KeptCheck
{
    public static byte[] Of(string name, ReadOnlySpan<byte> content)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData([0]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    public static byte[] Of(string name, string content) => Of(name, Encoding.UTF8.GetBytes(content));

    /// <param name="kept">Null in a row that an older program wrote: it is believed.</param>
    public static bool Holds(byte[]? kept, byte[] check) => kept is null || kept.AsSpan().SequenceEqual(check);
}
