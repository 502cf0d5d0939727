using System.Collections.Immutable;
using System.Security.Cryptography;

namespace SmartLocker.Codes;

/// <summary>
/// A code as a scanner reads it: "SL1:" and, in Base45, COSE_Sign1 (RFC 9052) with ES256 over a CWT (RFC 8392).
/// </summary>
/// <remarks>
/// There is one way to write a code. Whatever is read is written again and compared, so no other form, order, algorithm or
/// additional claim is ever taken for one.
/// </remarks>
public sealed class CodeText
{
    public const string Prefix = "SL1:";

    private const int LengthMax = 1_000;
    private const int SignatureSize = 64;
    private const int IdSize = 16;
    private const ulong Sign1 = 18;
    private const long Es256 = -7;

    private enum Claim : long
    {
        Audience = 3, Expires = 4, NotBefore = 5, Id = 7,
        Compartment = -65537, Packet = -65538, Openers = -65539, Policy = -65540, Number = -65541, UsesMax = -65542,
    }

    private readonly byte[] _signed;
    private readonly byte[] _signature;

    private CodeText(PickupCode code, string key, byte[] signed, byte[] signature) =>
        (Code, Key, _signed, _signature) = (code, key, signed, signature);

    /// <summary>Says nothing before <see cref="IsSignedBy"/> has said yes.</summary>
    public PickupCode Code { get; }

    /// <summary>The name of the key that it claims to be signed with.</summary>
    public string Key { get; }

    /// <param name="key">The name under which cabinets know <paramref name="signer"/>.</param>
    public static string Write(PickupCode code, string key, ECDsa signer)
    {
        byte[] payload = Payload(code);
        byte[] head = Protected(key);
        byte[] signature = signer.SignData(
            ToSign(head, payload), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return Prefix + Base45.Encode(Envelope(head, payload, signature));
    }

    /// <returns>Null: not a code. Whether it is a good one is another question.</returns>
    public static CodeText? Read(string text)
    {
        if (text.Length > LengthMax || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Base45.TryDecode(text.AsSpan(Prefix.Length), out byte[]? bytes))
        {
            return null;
        }

        try
        {
            CborReader reader = new(bytes);
            reader.Tag(Sign1);
            reader.Array(4);
            byte[] head = reader.ByteString();
            reader.Map(0);
            byte[] payload = reader.ByteString();
            byte[] signature = reader.ByteString();
            (PickupCode code, string key) = (ReadPayload(payload), ReadProtected(head));
            bool oneForm = reader.IsAtEnd && signature.Length == SignatureSize
                && Envelope(Protected(key), Payload(code), signature).AsSpan().SequenceEqual(bytes);
            return oneForm ? new CodeText(code, key, ToSign(head, payload), signature) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <param name="publicKey">SubjectPublicKeyInfo of a P-256 key.</param>
    public bool IsSignedBy(ImmutableArray<byte> publicKey)
    {
        try
        {
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey.AsSpan(), out _);
            return key.KeySize == 256 && key.VerifyData(
                _signed, _signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false; // No key at all: then nothing is signed by it.
        }
    }

    private static byte[] Envelope(byte[] head, byte[] payload, byte[] signature) => new CborWriter()
        .Tag(Sign1).Array(4).ByteString(head).Map(0).ByteString(payload).ByteString(signature).Bytes;

    private static byte[] ToSign(byte[] head, byte[] payload) => new CborWriter()
        .Array(4).Text("Signature1").ByteString(head).ByteString([]).ByteString(payload).Bytes;

    private static byte[] Protected(string key) => new CborWriter()
        .Map(2).Integer(1).Integer(Es256).Integer(4).ByteString(System.Text.Encoding.UTF8.GetBytes(key)).Bytes;

    private static string ReadProtected(byte[] head)
    {
        CborReader reader = new(head);
        reader.Map(2);
        reader.Key(1);
        reader.Key(Es256);
        reader.Key(4);
        return System.Text.Encoding.UTF8.GetString(reader.ByteString());
    }

    private static byte[] Payload(PickupCode code)
    {
        CborWriter writer = new CborWriter().Map(10)
            .Integer((long)Claim.Audience).Text(code.Cabinet.Value)
            .Integer((long)Claim.Expires).Integer(code.Expires.ToUnixTimeSeconds())
            .Integer((long)Claim.NotBefore).Integer(code.NotBefore.ToUnixTimeSeconds())
            .Integer((long)Claim.Id).ByteString(Convert.FromHexString(code.Id))
            .Integer((long)Claim.Compartment).Integer(code.Compartment)
            .Integer((long)Claim.Packet).Text(code.Packet.Value)
            .Integer((long)Claim.Openers).Array(code.Openers.Length);
        foreach (PersonId opener in code.Openers) { writer.Text(opener.Value); }

        return writer
            .Integer((long)Claim.Policy).Integer((long)code.Policy)
            .Integer((long)Claim.Number).Integer(code.Number)
            .Integer((long)Claim.UsesMax).Integer(1).Bytes;
    }

    private static PickupCode ReadPayload(byte[] payload)
    {
        CborReader reader = new(payload);
        reader.Map(10);
        reader.Key((long)Claim.Audience);
        string cabinet = reader.Text();
        reader.Key((long)Claim.Expires);
        DateTimeOffset expires = Moment(reader.Integer());
        reader.Key((long)Claim.NotBefore);
        DateTimeOffset notBefore = Moment(reader.Integer());
        reader.Key((long)Claim.Id);
        byte[] id = reader.ByteString();
        reader.Key((long)Claim.Compartment);
        long compartment = reader.Integer();
        reader.Key((long)Claim.Packet);
        string packet = reader.Text();
        reader.Key((long)Claim.Openers);
        PersonId[] openers = new PersonId[reader.ArrayUpTo(PickupCode.OpenersMax)];
        for (int one = 0; one < openers.Length; one++) { openers[one] = PersonId.Parse(reader.Text()); }

        reader.Key((long)Claim.Policy);
        long policy = reader.Integer();
        reader.Key((long)Claim.Number);
        long number = reader.Integer();
        reader.Key((long)Claim.UsesMax);
        reader.Key(1);
        bool good = id.Length == IdSize && openers.Length > 0 && compartment is > 0 and <= ushort.MaxValue
            && policy is (long)CodePolicy.Pin or (long)CodePolicy.TwoPersons;
        return good && reader.IsAtEnd
            ? new PickupCode(
                Convert.ToHexStringLower(id), CabinetId.Parse(cabinet), (int)compartment, PacketId.Parse(packet), [.. openers],
                (CodePolicy)policy, number, notBefore, expires)
            : throw new FormatException("Not the claims of a code.");
    }

    private static DateTimeOffset Moment(long seconds) => seconds is >= 0 and <= 253_402_300_799
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : throw new FormatException("No time.");
}
