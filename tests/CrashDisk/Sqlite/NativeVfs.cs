using System.Runtime.InteropServices;

namespace SmartLocker.Disks.Sqlite;

/// <summary>sqlite3_vfs, version 1 (sqlite.org/c3ref/vfs.html).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeVfs
{
    public int Version;
    public int FileSize;
    public int PathMax;
    public NativeVfs* Next;
    public byte* Name;
    public void* Data;
    public delegate* unmanaged<NativeVfs*, byte*, NativeFile*, int, int*, int> Open;
    public delegate* unmanaged<NativeVfs*, byte*, int, int> Delete;
    public delegate* unmanaged<NativeVfs*, byte*, int, int*, int> Access;
    public delegate* unmanaged<NativeVfs*, byte*, int, byte*, int> FullPathname;
    public void* DlOpen;
    public void* DlError;
    public void* DlSym;
    public void* DlClose;
    public delegate* unmanaged<NativeVfs*, int, byte*, int> Randomness;
    public delegate* unmanaged<NativeVfs*, int, int> Sleep;
    public delegate* unmanaged<NativeVfs*, double*, int> CurrentTime;
    public delegate* unmanaged<NativeVfs*, int, byte*, int> LastError;
}

/// <summary>sqlite3_file, and behind it which open file of ours it is.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFile
{
    public NativeMethods* Methods;
    public IntPtr Handle;
}

/// <summary>sqlite3_io_methods, version 2: with shared memory, which a write-ahead log needs.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMethods
{
    public int Version;
    public delegate* unmanaged<NativeFile*, int> Close;
    public delegate* unmanaged<NativeFile*, byte*, int, long, int> Read;
    public delegate* unmanaged<NativeFile*, byte*, int, long, int> Write;
    public delegate* unmanaged<NativeFile*, long, int> Truncate;
    public delegate* unmanaged<NativeFile*, int, int> Sync;
    public delegate* unmanaged<NativeFile*, long*, int> FileSize;
    public delegate* unmanaged<NativeFile*, int, int> Lock;
    public delegate* unmanaged<NativeFile*, int, int> Unlock;
    public delegate* unmanaged<NativeFile*, int*, int> CheckReservedLock;
    public delegate* unmanaged<NativeFile*, int, void*, int> FileControl;
    public delegate* unmanaged<NativeFile*, int> SectorSize;
    public delegate* unmanaged<NativeFile*, int> DeviceCharacteristics;
    public delegate* unmanaged<NativeFile*, int, int, int, void**, int> ShmMap;
    public delegate* unmanaged<NativeFile*, int, int, int, int> ShmLock;
    public delegate* unmanaged<NativeFile*, void> ShmBarrier;
    public delegate* unmanaged<NativeFile*, int, int> ShmUnmap;
}

/// <summary>Result codes (sqlite.org/rescode.html).</summary>
internal static class Code
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int InOut = 10;
    public const int NotFound = 12;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int Read = InOut | 1 << 8;
    public const int ShortRead = InOut | 2 << 8;
    public const int Write = InOut | 3 << 8;
    public const int Sync = InOut | 4 << 8;
    public const int Truncate = InOut | 6 << 8;
    public const int FileSize = InOut | 7 << 8;
    public const int Lock = InOut | 15 << 8;
    public const int Delete = InOut | 10 << 8;
    public const int Access = InOut | 13 << 8;
    public const int ShmMap = InOut | 21 << 8;
    public const int NoEntry = InOut | 23 << 8; // SQLITE_IOERR_DELETE_NOENT: a file that is gone already.
}
