using System.Buffers.Binary;
using System.IO.Compression;
using static SmartLocker.Server.Features.Intake.Archives.ZipLimits;

namespace SmartLocker.Server.Features.Intake.Archives;

/// <summary>The bytes of zip members. What a member's own header says must agree with the directory.</summary>
internal static class ZipContent
{
    private const uint HeaderSignature = 0x04034b50;
    private const int HeaderLength = 30;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;

    /// <summary>Where the packed bytes of a member begin.</summary>
    /// <exception cref="InvalidDataException">The header is not there or describes another member.</exception>
    public static long Locate(Stream zip, ZipMember member)
    {
        Require(member.HeaderOffset <= zip.Length - HeaderLength, "A header inside the file.");
        Span<byte> header = stackalloc byte[HeaderLength];
        zip.Position = member.HeaderOffset;
        zip.ReadExactly(header);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        Require(BinaryPrimitives.ReadUInt32LittleEndian(header) == HeaderSignature, "A header.");
        Require(BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) == member.Method, "The method that the directory says.");
        Require(nameLength == member.RawName.Length, "The name that the directory says.");

        byte[] name = new byte[nameLength];
        zip.ReadExactly(name);
        Require(member.RawName.Span.SequenceEqual(name), "The name that the directory says.");
        return member.HeaderOffset + HeaderLength + nameLength + extraLength;
    }

    /// <summary>The unpacked bytes, read as they are asked for.</summary>
    /// <exception cref="InvalidDataException">The member is packed in a way that documents are not.</exception>
    public static Stream Open(Stream zip, ZipMember member, long start)
    {
        PackedBytes packed = new(zip, start, member.PackedLength);
        return member.Method switch
        {
            Stored => packed,
            Deflated => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw new InvalidDataException("Stored or deflated."),
        };
    }

    /// <summary>Unpacks a member to nowhere and holds it to its word: as long as it says, and nothing changed.</summary>
    /// <returns>How much work it would be to read it as a document.</returns>
    /// <exception cref="InvalidDataException">It is longer, shorter or other than it says.</exception>
    public static MarkupCount Check(Stream zip, ZipMember member, long start, byte[] buffer)
    {
        using Stream content = Open(zip, member, start);
        (long total, uint checksum) = (0, Crc32.Start);
        MarkupCount count = default;
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            total += read;
            Require(total <= member.Length, "No longer than it says.");
            checksum = Crc32.Add(checksum, buffer.AsSpan(0, read));
            count = count.With(buffer.AsSpan(0, read));
        }

        Require(total == member.Length && Crc32.End(checksum) == member.Checksum, "As long as it says, and unchanged.");
        return count.Of(total);
    }
}
