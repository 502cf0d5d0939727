using System.Runtime.InteropServices;

namespace SmartLocker.Disks.Sqlite;

/// <summary>What SQLite calls on an open file; each finds the file and hands on.</summary>
internal static unsafe class FileMethods
{
    /// <summary>
    /// SQLITE_IOCAP_POWERSAFE_OVERWRITE and sectors of 4,096 bytes, as SQLite's own file system says on Linux: what a write
    /// does not cover, a power cut leaves alone.
    /// </summary>
    private const int Characteristics = 0x1000;
    private const int Sector = 4096;

    public static NativeMethods* Table { get; } = Build();

    private static NativeMethods* Build()
    {
        NativeMethods* methods = (NativeMethods*)NativeMemory.AllocZeroed((nuint)sizeof(NativeMethods));
        *methods = new NativeMethods
        {
            Version = 2,
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            FileSize = &FileSize,
            Lock = &Lock,
            Unlock = &Unlock,
            CheckReservedLock = &CheckReservedLock,
            FileControl = &FileControl,
            SectorSize = &SectorSize,
            DeviceCharacteristics = &DeviceCharacteristics,
            ShmMap = &ShmMap,
            ShmLock = &ShmLock,
            ShmBarrier = &ShmBarrier,
            ShmUnmap = &ShmUnmap,
        };
        return methods;
    }

    private static OpenFile Of(NativeFile* file) => (OpenFile)GCHandle.FromIntPtr(file->Handle).Target!;

    [UnmanagedCallersOnly]
    private static int Close(NativeFile* file)
    {
        OpenFile open = Of(file);
        open.Disk.Close(open);
        GCHandle.FromIntPtr(file->Handle).Free();
        return Code.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Read(NativeFile* file, byte* into, int count, long offset)
    {
        OpenFile open = Of(file);
        return open.Disk.Read(open, offset, new Span<byte>(into, count));
    }

    [UnmanagedCallersOnly]
    private static int Write(NativeFile* file, byte* data, int count, long offset)
    {
        OpenFile open = Of(file);
        return open.Disk.Write(open, offset, new ReadOnlySpan<byte>(data, count));
    }

    [UnmanagedCallersOnly]
    private static int Truncate(NativeFile* file, long size)
    {
        OpenFile open = Of(file);
        return open.Disk.Truncate(open, size);
    }

    [UnmanagedCallersOnly]
    private static int Sync(NativeFile* file, int flags)
    {
        OpenFile open = Of(file);
        return open.Disk.Sync(open);
    }

    [UnmanagedCallersOnly]
    private static int FileSize(NativeFile* file, long* size)
    {
        OpenFile open = Of(file);
        return open.Disk.Size(open, out *size);
    }

    [UnmanagedCallersOnly]
    private static int Lock(NativeFile* file, int level)
    {
        OpenFile open = Of(file);
        return open.Disk.Raise(open, level);
    }

    [UnmanagedCallersOnly]
    private static int Unlock(NativeFile* file, int level)
    {
        OpenFile open = Of(file);
        open.Disk.Lower(open, level);
        return Code.Ok;
    }

    [UnmanagedCallersOnly]
    private static int CheckReservedLock(NativeFile* file, int* reserved)
    {
        *reserved = Of(file).Locks.IsReserved ? 1 : 0;
        return Code.Ok;
    }

    [UnmanagedCallersOnly]
    private static int FileControl(NativeFile* file, int what, void* argument) => Code.NotFound;

    [UnmanagedCallersOnly]
    private static int SectorSize(NativeFile* file) => Sector;

    [UnmanagedCallersOnly]
    private static int DeviceCharacteristics(NativeFile* file) => Characteristics;

    [UnmanagedCallersOnly]
    private static int ShmMap(NativeFile* file, int number, int bytes, int extend, void** region)
    {
        OpenFile open = Of(file);
        int code = open.Disk.Region(open, number, bytes, extend != 0, out IntPtr found);
        *region = (void*)found;
        return code;
    }

    [UnmanagedCallersOnly]
    private static int ShmLock(NativeFile* file, int first, int count, int flags)
    {
        OpenFile open = Of(file);
        return open.Disk.LockShared(open, first, count, flags);
    }

    [UnmanagedCallersOnly]
    private static void ShmBarrier(NativeFile* file) => Interlocked.MemoryBarrier();

    [UnmanagedCallersOnly]
    private static int ShmUnmap(NativeFile* file, int delete)
    {
        OpenFile open = Of(file);
        open.Disk.LeaveShared(open);
        return Code.Ok;
    }
}
