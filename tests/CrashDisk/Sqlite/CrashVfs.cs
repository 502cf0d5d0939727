using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SmartLocker.Disks.Sqlite;

/// <summary>SQLite's view of all crash disks: one file system, a path is DISK/FILE.</summary>
internal static unsafe partial class CrashVfs
{
    public const string Name = "crash";

    private const int PathMax = 512;

    private static readonly NativeVfs* Vfs = Build();

    /// <summary>For files without a name; it never dies.</summary>
    private static readonly CrashDisk Scratch = new("scratch");

    /// <summary>Once in a process, whoever asks first.</summary>
    public static void Register()
    {
        if (Vfs == null) { throw new InvalidOperationException("SQLite did not take the file system."); }
    }

    private static NativeVfs* Build()
    {
        SQLitePCL.Batteries_V2.Init();
        NativeVfs* vfs = (NativeVfs*)NativeMemory.AllocZeroed((nuint)sizeof(NativeVfs));
        *vfs = new NativeVfs
        {
            Version = 1,
            FileSize = sizeof(NativeFile),
            PathMax = PathMax,
            Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name),
            Open = &Open,
            Delete = &Delete,
            Access = &Access,
            FullPathname = &FullPathname,
            Randomness = &Randomness,
            Sleep = &Sleep,
            CurrentTime = &CurrentTime,
            LastError = &LastError,
        };
        return RegisterVfs(vfs, 0) == Code.Ok ? vfs : null;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int RegisterVfs(NativeVfs* vfs, int isDefault);

    [UnmanagedCallersOnly]
    private static int Open(NativeVfs* vfs, byte* path, NativeFile* file, int flags, int* given)
    {
        file->Methods = null; // So that SQLite does not close what was never opened.
        (CrashDisk? disk, string? name) = path == null ? (Scratch, null) : Split(path);
        int code = disk?.Open(name, flags, out OpenFile? opened) ?? Missing(out opened);
        if (opened is null) { return code; }

        file->Handle = GCHandle.ToIntPtr(GCHandle.Alloc(opened));
        file->Methods = FileMethods.Table;
        if (given != null) { *given = flags; }
        return Code.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Delete(NativeVfs* vfs, byte* path, int syncDirectory)
    {
        (CrashDisk? disk, string name) = Split(path);
        return disk?.Delete(name, syncDirectory != 0) ?? Code.Delete;
    }

    [UnmanagedCallersOnly]
    private static int Access(NativeVfs* vfs, byte* path, int flags, int* result)
    {
        (CrashDisk? disk, string name) = Split(path);
        bool exists = false;
        int code = disk?.Exists(name, out exists) ?? Code.Access;
        *result = exists ? 1 : 0;
        return code;
    }

    [UnmanagedCallersOnly]
    private static int FullPathname(NativeVfs* vfs, byte* path, int max, byte* into)
    {
        ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(path);
        if (text.Length >= max) { return Code.CannotOpen; }

        text.CopyTo(new Span<byte>(into, max));
        into[text.Length] = 0;
        return Code.Ok;
    }

    /// <summary>SQLite asks its default file system for randomness, which this never is.</summary>
    [UnmanagedCallersOnly]
    private static int Randomness(NativeVfs* vfs, int count, byte* into)
    {
        new Span<byte>(into, count).Clear();
        return count;
    }

    /// <summary>Whoever waits for a lock waits for another thread; in a world of one thread waiting would never end it.</summary>
    [UnmanagedCallersOnly]
    private static int Sleep(NativeVfs* vfs, int microseconds)
    {
        Thread.Yield();
        return microseconds;
    }

    /// <summary>In days of the Julian calendar: 2026-10-02. No statement of the programs asks SQLite for the time.</summary>
    [UnmanagedCallersOnly]
    private static int CurrentTime(NativeVfs* vfs, double* days)
    {
        *days = 2_461_315.5;
        return Code.Ok;
    }

    [UnmanagedCallersOnly]
    private static int LastError(NativeVfs* vfs, int bytes, byte* into) => 0;

    private static (CrashDisk? Disk, string Name) Split(byte* path)
    {
        string text = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(path));
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (null, text) : (CrashDisk.Find(text[..slash]), text[(slash + 1)..]);
    }

    private static int Missing(out OpenFile? opened)
    {
        opened = null;
        return Code.CannotOpen;
    }
}
