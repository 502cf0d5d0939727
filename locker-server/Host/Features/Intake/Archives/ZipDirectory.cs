using System.Buffers.Binary;
using static SmartLocker.Server.Features.Intake.Archives.ZipLimits;

namespace SmartLocker.Server.Features.Intake.Archives;

/// <summary>Reads the central directory of a zip: every member's name, sizes and place, before anything is unpacked.</summary>
/// <remarks>Layout and numbers: PKWARE APPNOTE 6.3, sections 4.3.12, 4.3.14–16 and 4.5.3.</remarks>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint LargeLocatorSignature = 0x07064b50;
    private const uint LargeEndSignature = 0x06064b50;
    private const uint MemberSignature = 0x02014b50;
    private const int EndLength = 22;
    private const int LargeLocatorLength = 20;
    private const int LargeEndLength = 56;
    private const int MemberLength = 46;
    private const ushort LargeField = 0x0001;

    /// <summary>The members, and where the directory begins: all their bytes lie before it.</summary>
    /// <exception cref="InvalidDataException">The zip is broken or beyond the limits.</exception>
    public static (IReadOnlyList<ZipMember> Members, long Offset) Read(Stream zip)
    {
        (long count, long length, long offset, long end) = FindEnd(zip);
        Require(count <= MembersMax, $"At most {MembersMax} members.");
        Require(length <= DirectoryBytesMax && offset + length == end, "The directory lies right before the end record.");

        byte[] directory = ReadAt(zip, offset, (int)length);
        List<ZipMember> members = [];
        int at = 0;
        while (at < directory.Length)
        {
            members.Add(ReadMember(directory, ref at));
            Require(members.Count <= count, "As many members as the end record says.");
        }

        Require(members.Count == count, "As many members as the end record says.");
        return (members, offset);
    }

    /// <summary>The end record is the last thing in the file but for a comment of the length it states.</summary>
    private static (long Count, long Length, long Offset, long End) FindEnd(Stream zip)
    {
        Require(zip.Length >= EndLength, "Long enough for an end record.");
        byte[] tail = ReadAt(zip, Math.Max(0, zip.Length - EndLength - ushort.MaxValue), null);
        for (int at = tail.Length - EndLength; at >= 0; at--)
        {
            ReadOnlySpan<byte> record = tail.AsSpan(at);
            bool isEnd = BinaryPrimitives.ReadUInt32LittleEndian(record) == EndSignature
                && BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length - EndLength;
            if (isEnd) { return ReadEnd(zip, record, zip.Length - tail.Length + at); }
        }

        throw new InvalidDataException("An end record.");
    }

    private static (long Count, long Length, long Offset, long End) ReadEnd(Stream zip, ReadOnlySpan<byte> record, long end)
    {
        ushort count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        Require(BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) is 0 or uint.MaxValue, "One file, not one of several.");
        bool isLarge = count == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue;
        return isLarge ? ReadLargeEnd(zip, end) : (count, length, offset, end);
    }

    private static (long Count, long Length, long Offset, long End) ReadLargeEnd(Stream zip, long end)
    {
        Require(end >= LargeLocatorLength + LargeEndLength, "Room for the records of a large zip.");
        ReadOnlySpan<byte> locator = ReadAt(zip, end - LargeLocatorLength, LargeLocatorLength);
        Require(BinaryPrimitives.ReadUInt32LittleEndian(locator) == LargeLocatorSignature, "A locator.");
        long at = Large(locator[8..]);
        Require(at <= end - LargeLocatorLength - LargeEndLength, "The end record before its locator.");

        ReadOnlySpan<byte> record = ReadAt(zip, at, LargeEndLength);
        Require(BinaryPrimitives.ReadUInt32LittleEndian(record) == LargeEndSignature, "A large end record.");
        return (Large(record[32..]), Large(record[40..]), Large(record[48..]), at);
    }

    private static ZipMember ReadMember(byte[] directory, ref int at)
    {
        Require(directory.Length - at >= MemberLength, "A whole directory entry.");
        ReadOnlySpan<byte> entry = directory.AsSpan(at);
        Require(BinaryPrimitives.ReadUInt32LittleEndian(entry) == MemberSignature, "A directory entry.");
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        int whole = MemberLength + nameLength + extraLength + commentLength;
        Require(entry.Length >= whole, "A whole directory entry.");

        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]);
        ReadOnlyMemory<byte> name = directory.AsMemory(at + MemberLength, nameLength);
        (long length, long packed, long offset) = Sizes(entry, entry.Slice(MemberLength + nameLength, extraLength));
        at += whole;
        return new ZipMember
        {
            Path = ZipNames.PathOf(name.Span, flags),
            RawName = name,
            Flags = flags,
            Method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]),
            Checksum = BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]),
            PackedLength = packed,
            Length = length,
            HeaderOffset = offset,
            Mode = (ushort)(BinaryPrimitives.ReadUInt32LittleEndian(entry[38..]) >> 16),
        };
    }

    /// <summary>Sizes that do not fit 32 bits stand in an extra field, in this order, only those that are needed.</summary>
    private static (long Length, long Packed, long Offset) Sizes(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra)
    {
        ReadOnlySpan<byte> large = default;
        while (extra.Length >= 4)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            Require(extra.Length >= 4 + size, "A whole extra field.");
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == LargeField) { large = extra.Slice(4, size); }
            extra = extra[(4 + size)..];
        }

        long length = Size(BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]), ref large);
        long packed = Size(BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]), ref large);
        long offset = Size(BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]), ref large);
        return (length, packed, offset);
    }

    private static long Size(uint small, ref ReadOnlySpan<byte> large)
    {
        if (small != uint.MaxValue) { return small; }

        Require(large.Length >= sizeof(ulong), "A size in the extra field.");
        long size = Large(large);
        large = large[sizeof(ulong)..];
        return size;
    }

    /// <summary>A number of 64 bits, small enough that sums of a few never overflow.</summary>
    private static long Large(ReadOnlySpan<byte> bytes)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Require(value <= long.MaxValue / 4, "A possible size.");
        return (long)value;
    }

    private static byte[] ReadAt(Stream zip, long offset, int? length)
    {
        Require(offset >= 0 && offset <= zip.Length, "A place inside the file.");
        zip.Position = offset;
        byte[] bytes = new byte[length ?? (int)(zip.Length - offset)];
        Require(bytes.Length <= zip.Length - offset, "Enough bytes.");
        zip.ReadExactly(bytes);
        return bytes;
    }
}
