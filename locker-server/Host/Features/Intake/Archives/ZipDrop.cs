using System.Collections.Immutable;
using SmartLocker.Server.Core.Intake;
using static SmartLocker.Server.Features.Intake.Archives.ZipLimits;

namespace SmartLocker.Server.Features.Intake.Archives;

/// <summary>A zip that was found safe as a whole: every member named inside it, no longer than it says, and intact.</summary>
/// <remarks>Zips inside it are members like any other and are not opened. Owns the stream it reads from.</remarks>
internal sealed class ZipDrop : IDisposable
{
    private const ushort EncryptedFlag = 0x0001;
    private const ushort StrongEncryptionFlag = 0x0040;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;
    private const int BufferBytes = 64 * 1024;

    private readonly Stream _zip;

    private ZipDrop(Stream zip, ImmutableArray<DropFile> files)
    {
        _zip = zip;
        Files = files;
    }

    public ImmutableArray<DropFile> Files { get; }

    /// <exception cref="InvalidDataException">The zip is broken or unsafe; nothing in it may be used.</exception>
    public static ZipDrop Open(DropFile file)
    {
        // A length of zero is also what pipes and devices say: those are never opened.
        Require(file.Length > 0, "Something in the file.");
        Stream zip = file.Open();
        try
        {
            return new ZipDrop(zip, Check(zip));
        }
        catch (EndOfStreamException)
        {
            zip.Dispose();
            throw new InvalidDataException("A whole file.");
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    public void Dispose() => _zip.Dispose();

    private static ImmutableArray<DropFile> Check(Stream zip)
    {
        (IReadOnlyList<ZipMember> members, long end) = ZipDirectory.Read(zip);
        CheckClaims(zip, members);

        (ZipMember Member, long Start)[] placed = [.. members.Select(member => (member, ZipContent.Locate(zip, member)))];
        CheckPlaces(placed, end);

        byte[] buffer = new byte[BufferBytes];
        MarkupCount markup = default;
        foreach ((ZipMember member, long start) in placed)
        {
            markup += ZipContent.Check(zip, member, start, buffer);
            Require(markup is { Tags: <= TagsMax, Attributes: <= AttributesMax }, "Documents, not mountains of tags.");
        }

        return
        [
            .. placed.Where(place => !place.Member.IsFolder).Select(place =>
                new DropFile(place.Member.Path, place.Member.Length, () => ZipContent.Open(zip, place.Member, place.Start))),
        ];
    }

    /// <summary>What can be told without unpacking anything.</summary>
    private static void CheckClaims(Stream zip, IReadOnlyList<ZipMember> members)
    {
        long total = 0;
        foreach (ZipMember member in members)
        {
            Require(member.Length <= UnpackedBytesMax, $"At most {UnpackedBytesMax} bytes unpacked.");
            total += member.Length;
            Require((member.Mode & TypeMask) is 0 or RegularType or FolderType, "Files and folders, no links.");
            Require((member.Flags & (EncryptedFlag | StrongEncryptionFlag)) == 0, "Nothing encrypted.");
        }

        Require(total <= UnpackedBytesMax, $"At most {UnpackedBytesMax} bytes unpacked.");
        Require(total <= RatioMax * zip.Length, $"At most {RatioMax} times its size unpacked.");
    }

    /// <summary>Members lie one behind the other. Where they overlap, few bytes claim to be many files.</summary>
    private static void CheckPlaces((ZipMember Member, long Start)[] placed, long end)
    {
        long free = 0;
        foreach ((ZipMember member, long start) in placed.OrderBy(place => place.Member.HeaderOffset))
        {
            Require(member.HeaderOffset >= free, "Members that do not overlap.");
            free = start + member.PackedLength;
            Require(free <= end, "Members before the directory.");
        }
    }
}
