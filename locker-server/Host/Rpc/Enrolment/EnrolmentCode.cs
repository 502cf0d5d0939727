using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Rpc.Enrolment;

/// <summary>A one-time code as it is kept: for whom, until when; the code itself is its key, as a hash (CL-70).</summary>
/// <param name="Generation">
/// Of the machine's standing when it was made: a code from before a denial is worthless after it (CL-74).
/// </param>
internal sealed record EnrolmentCode(string Identity, string SerialNumber, DateTimeOffset Until, long Generation = 0)
{
    /// <summary>What a person types or a program is given: 128 random bits.</summary>
    public static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>128 random bits need no salt and no slow hash: they cannot be guessed.</summary>
    public static string KeyOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToLowerInvariant())));

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static EnrolmentCode FromBytes(byte[] bytes) =>
        JsonSerializer.Deserialize<EnrolmentCode>(bytes) ?? throw new InvalidDataException("An enrolment code is kept as null.");

    public bool Serves(string serialNumber, DateTimeOffset now, out Peer peer)
    {
        bool known = PeerIdentity.TryParse(Identity, out PeerIdentity? parsed);
        peer = new Peer(parsed!, Generation);
        return known && now < Until && string.Equals(SerialNumber, serialNumber.Trim(), StringComparison.Ordinal);
    }
}
