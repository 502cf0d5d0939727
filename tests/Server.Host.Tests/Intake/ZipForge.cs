using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SmartLocker.Server.Host.Tests.Intake;

/// <summary>Writes zips byte by byte, honest unless told otherwise, so that every lie a zip can tell can be told.</summary>
internal sealed class ZipForge
{
    private readonly MemoryStream _zip = new();
    private readonly MemoryStream _directory = new();
    private int _count;

    /// <summary>What one member says of itself. Nothing set: the truth.</summary>
    internal sealed record Lie
    {
        public byte[]? Name { get; init; }
        public byte[]? NameInHeader { get; init; }
        public uint? Length { get; init; }
        public uint? Checksum { get; init; }
        public ushort? Method { get; init; }
        public ushort Flags { get; init; }
        public uint Attributes { get; init; }
        public uint? Offset { get; init; }
        public byte[] Extra { get; init; } = [];
    }

    public ZipForge Add(string name, string text, Lie? lie = null) => Add(name, Encoding.UTF8.GetBytes(text), lie);

    public ZipForge Add(string name, byte[] content, Lie? lie = null)
    {
        Lie told = lie ?? new Lie();
        byte[] inDirectory = told.Name ?? Encoding.UTF8.GetBytes(name);
        byte[] packed = told.Method == 0 ? content : Deflate(content);
        uint offset = (uint)_zip.Length;
        uint checksum = told.Checksum ?? Checksum(content);

        // Bit 3: header without sizes, a descriptor behind the bytes.
        bool hasDescriptor = (told.Flags & 8) != 0;
        byte[] header = new byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), told.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), told.Method ?? 8);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(14), hasDescriptor ? 0 : checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(18), hasDescriptor ? 0 : (uint)packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(22), hasDescriptor ? 0 : (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(26), (ushort)(told.NameInHeader ?? inDirectory).Length);
        _zip.Write([.. header, .. told.NameInHeader ?? inDirectory, .. packed]);
        if (hasDescriptor) { _zip.Write(new byte[16]); }

        byte[] entry = new byte[46];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(4), 0x0300);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(8), told.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(10), told.Method ?? 8);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(16), checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(20), (uint)packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(24), told.Length ?? (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(28), (ushort)inDirectory.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(30), (ushort)told.Extra.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(38), told.Attributes);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(42), told.Offset ?? offset);
        _directory.Write([.. entry, .. inDirectory, .. told.Extra]);
        _count++;
        return this;
    }

    /// <param name="count">How many members the end record claims.</param>
    /// <param name="comment">What stands behind the end record.</param>
    /// <param name="large">Written with the records of a zip beyond 4 GiB.</param>
    public byte[] Close(int? count = null, string comment = "", bool large = false)
    {
        byte[] end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), large ? ushort.MaxValue : (ushort)(count ?? _count));
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), large ? ushort.MaxValue : (ushort)(count ?? _count));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), large ? uint.MaxValue : (uint)_directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), large ? uint.MaxValue : (uint)_zip.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(20), (ushort)comment.Length);
        byte[] largeEnd = large ? LargeEnd() : [];
        return [.. _zip.ToArray(), .. _directory.ToArray(), .. largeEnd, .. end, .. Encoding.ASCII.GetBytes(comment)];
    }

    private byte[] LargeEnd()
    {
        byte[] record = new byte[56 + 20];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x06064b50);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(4), 44);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(24), (ulong)_count);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(32), (ulong)_count);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(40), (ulong)_directory.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(48), (ulong)_zip.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(56), 0x07064b50);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(64), (ulong)(_zip.Length + _directory.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(72), 1);
        return record;
    }

    private static byte[] Deflate(byte[] content)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Optimal)) { deflate.Write(content); }

        return packed.ToArray();
    }

    /// <summary>Bit by bit, on purpose not as the program does it.</summary>
    public static uint Checksum(byte[] content)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in content)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++) { sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320); }
        }

        return ~sum;
    }
}
