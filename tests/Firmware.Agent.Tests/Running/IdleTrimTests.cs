using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Firmware.Agent.Running;

namespace SmartLocker.Firmware.Agent.Tests.Running;

public sealed class IdleTrimTests
{
    private static readonly string[] Smaps =
    [
        "7f0000000000-7f0000003000 r--s 00000000 fe:00 11 /usr/lib/System.Net.Http.dll", "Anonymous:             0 kB",
        "7f0000010000-7f0000018000 r-xp 00001000 fe:00 12 /usr/lib/libcrypto.so.3", "Anonymous:             0 kB",
        "7f0000020000-7f0000021000 r-xp 00001000 fe:00 13 /usr/lib/patched.so", "Anonymous:             4 kB",
        "7f0000030000-7f0000031000 r--p 00001000 fe:00 12 /usr/lib/libcrypto.so.3", "Anonymous:             0 kB",
        "7f0000040000-7f0000041000 rw-s 00000000 fe:00 14 /var/lib/cabinet/journal.db-shm", "Anonymous:             0 kB",
        "7f0000050000-7f0000051000 r-xs 00000000 00:01 15 /memfd:doublemapper (deleted)", "Anonymous:             0 kB",
        "7f0000060000-7f0000061000 r-xp 00000000 fe:00 16 /usr/lib/replaced.so (deleted)", "Anonymous:             0 kB",
        "7f0000070000-7f0000071000 r-xp 00000000 00:00 0", "Anonymous:             0 kB",
        "7f0000080000-7f0000081000 r-xp 00000000 00:00 0 [vdso]", "Anonymous:             0 kB",
    ];

    [Fact]
    public void Only_what_can_be_read_again_from_its_file_is_named()
    {
        IReadOnlySet<FileMapping> found = FileMapping.Unwritten(Smaps);

        Assert.Equal(
            [(0x7f0000000000, 0x3000), (0x7f0000010000, 0x8000)],
            found.Select(each => ((long)each.Start, (long)each.Length)).Order());
    }

    [Fact]
    public async Task A_cabinet_whose_code_was_dropped_still_signs_people_in()
    {
        using TempFolder folder = new();
        await using CabinetRig rig = new(folder);
        IdleTrim trim = new(TimeProvider.System, NullLogger<IdleTrim>.Instance);

        int atFirst = trim.Trim();
        int then = trim.Trim();
        await rig.SignInAsync();

        Assert.Equal(0, atFirst); // What was seen only once may still be loading.
        Assert.True(then > 0);
    }
}
