namespace SmartLocker.Disks;

/// <summary>One opening of one file, as SQLite holds it, in one life of the disk.</summary>
internal sealed class OpenFile(CrashDisk disk, DiskFile file, string? name, int life)
{
    public CrashDisk Disk => disk;
    public DiskFile File => file;

    /// <summary>Null: a file for scratch, which no directory names and no crash outlives.</summary>
    public string? Name => name;
    public int Life => life;

    /// <summary>It may have made the file: its sync makes the name durable too, as SQLite does it for its logs.</summary>
    public bool SyncsDirectory { get; init; }
    public bool GoesWhenClosed { get; init; }
    public FileLocks Locks { get; } = file.Locks;
    public SharedMemory? Shm { get; set; }

    /// <summary>Held, of <see cref="FileLocks"/>.</summary>
    public int Lock { get; set; }

    /// <summary>Bits of the slots that it shares.</summary>
    public int ShmShared { get; set; }
}
