using SmartLocker.Server.Serve;

namespace SmartLocker.Server.Host.Tests.Serve;

public static class FilePagesTests
{
    private const string Code = "7f0000000000-7f0000001000 r-xp 00000000 08:01 42                 /usr/lib/libcoreclr.so";

    [Theory]
    [InlineData(Code, "0 kB", true)]
    [InlineData(Code, "4 kB", false)] // A page of its own: what was written there is nowhere else.
    [InlineData("7f0000000000-7f0000001000 r--s 00000000 08:01 42 /app/SmartLocker.Server.dll", "0 kB", true)]
    [InlineData("7f0000000000-7f0000001000 r--p 00000000 08:01 42 /usr/lib/libcoreclr.so", "0 kB", false)] // Relocated, perhaps.
    [InlineData("7f0000000000-7f0000001000 rw-s 00000000 08:01 42 /data/ledger.db-shm", "0 kB", false)]
    [InlineData("7f0000000000-7f0000001000 r-xs 00000000 00:01 42 /memfd:doublemapper (deleted)", "0 kB", false)]
    [InlineData("7f0000000000-7f0000001000 r-xp 00000000 08:01 42 /usr/lib/libold.so (deleted)", "0 kB", false)]
    [InlineData("7f0000000000-7f0000001000 r-xp 00000000 00:00 0", "0 kB", false)] // Of no file.
    public static void Only_what_the_file_can_give_again_is_dropped(string mapping, string own, bool drops) => Assert.Equal(
        drops ? [mapping] : [],
        FilePages.Unwritten([mapping, "Size:              4 kB", $"Anonymous:         {own}", "VmFlags: rd ex mr mw me"]));

    [Fact]
    public static void What_two_looks_found_is_dropped_and_the_program_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone tells what is mapped where");
        FilePages pages = new();
        Assert.Equal(0, pages.Drop());
        Assert.True(pages.Drop() > 0);
    }
}
