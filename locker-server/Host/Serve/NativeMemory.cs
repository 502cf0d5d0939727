using System.Runtime.InteropServices;

namespace SmartLocker.Server.Serve;

/// <summary>Keeps the C library from opening heaps of their own for many threads (mallopt(3), M_ARENA_MAX).</summary>
/// <remarks>What TLS takes for ten thousand connections lies in one heap then, and is used again by the next ones.</remarks>
internal static partial class NativeMemory
{
    private const int ArenaMax = -8;
    private const int Arenas = 1;

    public static void OneHeap() => Ask(() => SetOption(ArenaMax, Arenas));

    /// <summary>Pages that nothing lies on go back to the system (malloc_trim(3)).</summary>
    public static void GiveBack() => Ask(() => Trim(0));

    /// <summary>What it answers changes nothing: refused, everything goes on as before.</summary>
    private static void Ask(Func<int> ask)
    {
        if (!OperatingSystem.IsLinux()) { return; }

        try
        {
            _ = ask();
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, with rules of its own.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint keep);
}
