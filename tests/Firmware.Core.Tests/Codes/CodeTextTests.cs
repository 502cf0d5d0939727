using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SmartLocker.Codes;

namespace SmartLocker.Firmware.Core.Tests.Codes;

/// <summary>docs/rules.md R-21: one way to write a code, and nothing else is one.</summary>
public sealed class CodeTextTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    /// <summary>The examples of RFC 9285.</summary>
    [Theory]
    [InlineData("AB", "BB8")]
    [InlineData("Hello!!", "%69 VD92EX0")]
    [InlineData("base-45", "UJCLQE7W581")]
    [InlineData("ietf!", "QED8WEX0")]
    public void Bytes_are_written_as_the_standard_says(string plain, string coded)
    {
        Assert.Equal(coded, Base45.Encode(Encoding.ASCII.GetBytes(plain)));
        Assert.True(Base45.TryDecode(coded, out byte[]? bytes));
        Assert.Equal(plain, Encoding.ASCII.GetString(bytes));
    }

    [Theory]
    [InlineData("GGW0")]
    [InlineData(":::")]
    [InlineData("::")]
    [InlineData("bb8")]
    public void Characters_that_stand_for_no_bytes_are_refused(string text) => Assert.False(Base45.TryDecode(text, out _));

    [Fact]
    public void What_was_written_is_read_and_its_signature_holds()
    {
        string text = CodeText.Write(Sample.Code(), "k1", _key);
        CodeText read = CodeText.Read(text)!;
        Assert.Equal(Sample.Code() with { Openers = [] }, read.Code with { Openers = [] });
        Assert.Equal(Sample.Code().Openers, read.Code.Openers);
        Assert.Equal("k1", read.Key);
        Assert.True(read.IsSignedBy([.. _key.ExportSubjectPublicKeyInfo()]));
        Assert.False(read.IsSignedBy([.. _other.ExportSubjectPublicKeyInfo()]));
        Assert.False(read.IsSignedBy([1, 2, 3]));
        Assert.InRange(text.Length, 250, 395); // QR version 12 holds 419 characters at level M.
    }

    /// <summary>A signature by the same key over other words, or in another form, is no code.</summary>
    [Fact]
    public void No_changed_bit_leaves_a_good_code()
    {
        byte[] bytes = Bytes();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] changed = [.. bytes];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            CodeText? read = CodeText.Read(CodeText.Prefix + Base45.Encode(changed));
            Assert.False(read?.IsSignedBy([.. _key.ExportSubjectPublicKeyInfo()]) ?? false, $"bit {bit}");
        }
    }

    [Fact]
    public void Neither_more_nor_fewer_bytes_are_a_code()
    {
        byte[] bytes = Bytes();
        Assert.Null(CodeText.Read(CodeText.Prefix + Base45.Encode([.. bytes, 0])));
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Null(CodeText.Read(CodeText.Prefix + Base45.Encode(bytes.AsSpan(0, length))));
        }
    }

    /// <summary>The tag 18, the array of 4 and the head's length, each one byte longer than need be: the same meaning.</summary>
    [Fact]
    public void A_longer_form_of_the_same_is_not_a_code()
    {
        byte[] bytes = Bytes();
        Assert.Equal([0xD2, 0x84], bytes[..2]);
        Assert.Null(CodeText.Read(CodeText.Prefix + Base45.Encode([0xD8, 0x12, .. bytes[1..]])));
        Assert.Null(CodeText.Read(CodeText.Prefix + Base45.Encode([0xD2, 0x98, 0x04, .. bytes[2..]])));
        Assert.Null(CodeText.Read(CodeText.Prefix + Base45.Encode([0xD2, 0x84, 0x58, (byte)(bytes[2] & 31), .. bytes[3..]])));
    }

    /// <summary>alg −7 is ES256; "none", HMAC (5) and the like are refused before any key is asked.</summary>
    [Theory]
    [InlineData(0x00)]
    [InlineData(0x05)]
    [InlineData(0x25)]
    [InlineData(0x27)]
    public void Another_algorithm_is_not_a_code(byte algorithm)
    {
        byte[] bytes = Bytes();
        int at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xA2, 0x01, 0x26]) + 2;
        bytes[at] = algorithm;
        Assert.Null(CodeText.Read(CodeText.Prefix + Base45.Encode(bytes)));
    }

    [Fact]
    public void Whatever_else_is_scanned_is_not_a_code() => Prop.ForAll(
        Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf().ToArbitrary(),
        bytes =>
        {
            Assert.Null(CodeText.Read(CodeText.Prefix + Base45.Encode(bytes)));
            Assert.Null(CodeText.Read(CodeText.Prefix + Encoding.Latin1.GetString(bytes)));
        }).QuickCheckThrowOnFailure();

    private byte[] Bytes() =>
        Base45.TryDecode(CodeText.Write(Sample.Code(), "k1", _key).AsSpan(CodeText.Prefix.Length), out byte[]? bytes)
            ? bytes : throw new InvalidOperationException("Not Base45.");
}
