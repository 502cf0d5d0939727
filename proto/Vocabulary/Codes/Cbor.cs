using System.Buffers.Binary;
using System.Text;

namespace SmartLocker.Codes;

/// <summary>Writes the little of RFC 8949 that a code consists of, in its one shortest form.</summary>
internal sealed class CborWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public CborWriter Map(int pairs) => Head(5, (ulong)pairs);
    public CborWriter Array(int items) => Head(4, (ulong)items);
    public CborWriter Tag(ulong tag) => Head(6, tag);
    public CborWriter Integer(long value) => value < 0 ? Head(1, (ulong)(-1 - value)) : Head(0, (ulong)value);

    public CborWriter ByteString(ReadOnlySpan<byte> value)
    {
        Head(2, (ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public CborWriter Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        Head(3, (ulong)utf8.Length);
        _bytes.AddRange(utf8);
        return this;
    }

    private CborWriter Head(int major, ulong value)
    {
        Span<byte> wide = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(wide, value);
        (int info, int width) = value switch
        {
            < 24 => ((int)value, 0),
            <= byte.MaxValue => (24, 1),
            <= ushort.MaxValue => (25, 2),
            <= uint.MaxValue => (26, 4),
            _ => (27, 8),
        };
        _bytes.Add((byte)((major << 5) | info));
        _bytes.AddRange(wide[(8 - width)..]);
        return this;
    }
}

/// <summary>Reads what <see cref="CborWriter"/> writes; what is written otherwise is no code.</summary>
/// <remarks>Every method throws <see cref="FormatException"/> on anything else; that the form is the shortest is seen by writing
/// it again.</remarks>
internal ref struct CborReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public void Map(int pairs) => Expect(5, (ulong)pairs);
    public void Array(int items) => Expect(4, (ulong)items);
    public void Tag(ulong tag) => Expect(6, tag);

    /// <summary>The length of an array that has at most so many items.</summary>
    public int ArrayUpTo(int max) => Head(4) is var items && items <= (ulong)max
        ? (int)items : throw new FormatException($"{items} items, at most {max}.");

    public void Key(long key)
    {
        if (Integer() != key) { throw new FormatException($"Expected the claim {key}."); }
    }

    public long Integer()
    {
        int major = _rest.IsEmpty ? 0 : _rest[0] >> 5;
        ulong value = Head(major is 1 ? 1 : 0);
        return value > long.MaxValue ? throw new FormatException("A number too large.")
            : major is 1 ? -1 - (long)value : (long)value;
    }

    public byte[] ByteString() => Take(Head(2)).ToArray();

    public string Text()
    {
        try
        {
            return Strict.GetString(Take(Head(3)));
        }
        catch (DecoderFallbackException garbled)
        {
            throw new FormatException("Not UTF-8.", garbled);
        }
    }

    private void Expect(int major, ulong value)
    {
        if (Head(major) != value) { throw new FormatException($"Expected {value} of type {major}."); }
    }

    private ulong Head(int major)
    {
        byte first = Take(1)[0];
        int info = first & 31;
        if (first >> 5 != major || info > 27) { throw new FormatException($"Expected type {major}."); }

        if (info < 24) { return (ulong)info; }

        ulong value = 0;
        foreach (byte one in Take(1UL << (info - 24))) { value = (value << 8) | one; }

        return value;
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length) { throw new FormatException("Cut off."); }

        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
