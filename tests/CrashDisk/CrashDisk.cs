using System.Collections.Concurrent;
using SmartLocker.Disks.Sqlite;

namespace SmartLocker.Disks;

/// <summary>A disk in memory below SQLite that dies, tears, reorders, fills up and rots when told to.</summary>
/// <remarks>
/// Same orders, same answers. Every change of a named file is an operation and has a number, from 1 on. Safe from several
/// threads, one at a time; disks know nothing of each other. The memory goes when the disk is disposed.
/// </remarks>
public sealed class CrashDisk : IDisposable
{
    private static readonly ConcurrentDictionary<string, CrashDisk> Disks = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly DiskDirectory _directory;
    private readonly string _name;
    private int _life = 1;
    private (long Operation, bool After) _death;
    private (long Operation, DiskError Error, bool ForGood) _failure;
    private DiskError? _refusal;

    /// <param name="name">Letters, digits and hyphens; of one living disk at a time.</param>
    public CrashDisk(string name)
        : this(name, new DiskDirectory())
    {
    }

    private CrashDisk(string name, DiskDirectory directory)
    {
        _directory = directory;
        CrashVfs.Register();
        bool isName = name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
        _name = isName && Disks.TryAdd(name, this) ? name
            : throw new ArgumentException($"There is a disk {name} already, or it is no name.", nameof(name));
    }

    /// <summary>So many changes were made or tried.</summary>
    public long Operations { get; private set; }
    public bool IsAlive { get; private set; } = true;

    /// <summary>Called after each operation, before anybody hears that it is done: the moment to copy the disk.</summary>
    public Action? Operated { get; set; }

    /// <summary>Changes that a power cut now would put to luck.</summary>
    public int Unsynced
    {
        get { lock (_gate) { return _directory.Unsynced; } }
    }

    public static CrashDisk? Find(string name) => Disks.GetValueOrDefault(name);

    public string ConnectionString(string file, bool pooling = false) =>
        $"Data Source=file:{_name}/{file}?vfs={CrashVfs.Name};Pooling={pooling}";

    /// <summary>Another disk with the same files and unsynced changes, as dead or alive; nothing is open on it.</summary>
    public CrashDisk Copy(string name)
    {
        lock (_gate) { return new CrashDisk(name, _directory.Copy()) { IsAlive = IsAlive, Operations = Operations }; }
    }

    public long SizeOf(string file)
    {
        lock (_gate) { return _directory.Find(file)?.Size ?? 0; }
    }

    /// <summary>The power goes just before an operation; the number may lie ahead.</summary>
    public void DieBefore(long operation) => _death = (operation, false);

    /// <summary>The power goes just after it: it is done, and nobody hears so.</summary>
    public void DieAfter(long operation) => _death = (operation, true);

    public void FailAt(long operation, DiskError error, bool forGood = false) => _failure = (operation, error, forGood);

    /// <summary>From now on, until <see cref="Obey"/>.</summary>
    public void Refuse(DiskError error) => _refusal = error;

    public void Obey() => (_refusal, _failure) = (null, default);

    /// <summary>The power goes. Whoever has a file open gets errors from now on, also when the power is back.</summary>
    public void Kill()
    {
        lock (_gate) { Die(); }
    }

    /// <summary>The power is back.</summary>
    /// <param name="luck">Null: everything that was not synced is lost.</param>
    public void Revive(ILuck? luck = null)
    {
        lock (_gate)
        {
            Die();
            _directory.Revive(luck);
            (IsAlive, _death, _failure, _refusal) = (true, default, default, null);
        }
    }

    /// <summary>
    /// The process dies and the system lives: what was written is there, its locks are free, and what it has open is dead.
    /// </summary>
    public void ProcessDies()
    {
        lock (_gate)
        {
            _life++;
            _directory.BeginLife();
        }
    }

    /// <summary>Some bits of a byte turn over, and no checksum of the disk's own tells.</summary>
    public void Rot(string file, long offset, byte mask = 0x01)
    {
        lock (_gate)
        {
            DiskFile rotten = _directory.Find(file) ?? throw new ArgumentException($"No file {file}.", nameof(file));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, rotten.Size);
            rotten.Rot(offset, mask);
        }
    }

    public void Dispose() => Disks.TryRemove(_name, out _);

    internal int Open(string? name, int flags, out OpenFile? opened)
    {
        lock (_gate)
        {
            opened = null;
            if (!IsAlive) { return Code.CannotOpen; }

            DiskFile? file = name is null ? new DiskFile(_directory.Free) : _directory.Find(name);
            if (name is not null && file is null)
            {
                bool mayCreate = (flags & OpenFlags.Create) != 0;
                if (!mayCreate || Begin(Code.CannotOpen, Code.CannotOpen) != Code.Ok) { return Code.CannotOpen; }

                file = _directory.Create(name);
                if (End(Code.CannotOpen) != Code.Ok) { return Code.CannotOpen; }
            }

            opened = new OpenFile(this, file!, name, _life)
            {
                SyncsDirectory = (flags & OpenFlags.Create) != 0 && (flags & OpenFlags.Log) != 0,
                GoesWhenClosed = (flags & OpenFlags.DeleteOnClose) != 0,
            };
            return Code.Ok;
        }
    }

    internal int Delete(string name, bool sync)
    {
        lock (_gate)
        {
            if (!IsAlive) { return Code.Delete; }
            if (_directory.Find(name) is null) { return Code.NoEntry; }
            if (Begin(null, Code.Delete) is not Code.Ok and var refused) { return refused; }

            _directory.Remove(name);
            if (sync) { _directory.Sync(); }

            return End(Code.Delete);
        }
    }

    internal int Exists(string name, out bool exists)
    {
        lock (_gate)
        {
            exists = IsAlive && _directory.Find(name) is not null;
            return IsAlive ? Code.Ok : Code.Access;
        }
    }

    internal void Close(OpenFile file)
    {
        lock (_gate)
        {
            file.Locks.Lower(file, FileLocks.None);
            LeaveShared(file);
            if (file is { GoesWhenClosed: true, Name: { } name } && Lives(file)) { _directory.Remove(name); }
        }
    }

    internal int Read(OpenFile file, long offset, Span<byte> into)
    {
        lock (_gate)
        {
            if (!Lives(file)) { return Code.Read; }

            return file.File.Read(offset, into) == into.Length ? Code.Ok : Code.ShortRead;
        }
    }

    internal int Write(OpenFile file, long offset, ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            if (Begin(file, Code.Full, Code.Write) is not Code.Ok and var refused) { return refused; }

            file.File.Write(offset, data);
            return End(file, Code.Write);
        }
    }

    internal int Truncate(OpenFile file, long size)
    {
        lock (_gate)
        {
            if (Begin(file, null, Code.Truncate) is not Code.Ok and var refused) { return refused; }

            file.File.Truncate(size);
            return End(file, Code.Truncate);
        }
    }

    internal int Sync(OpenFile file)
    {
        lock (_gate)
        {
            if (Begin(file, null, Code.Sync) is not Code.Ok and var refused)
            {
                if (Lives(file)) { file.File.ForgetChanges(); }
                return refused;
            }

            file.File.Sync();
            if (file is { SyncsDirectory: true, Name: { } name } && !_directory.IsDurable(name)) { _directory.Sync(); }

            return End(file, Code.Sync);
        }
    }

    internal int Size(OpenFile file, out long size)
    {
        lock (_gate)
        {
            size = file.File.Size;
            return Lives(file) ? Code.Ok : Code.FileSize;
        }
    }

    internal int Raise(OpenFile file, int level)
    {
        lock (_gate) { return !Lives(file) ? Code.Lock : file.Locks.TryRaise(file, level) ? Code.Ok : Code.Busy; }
    }

    internal void Lower(OpenFile file, int level)
    {
        lock (_gate) { file.Locks.Lower(file, level); }
    }

    internal int Region(OpenFile file, int number, int bytes, bool extend, out IntPtr region)
    {
        lock (_gate)
        {
            region = IntPtr.Zero;
            if (!Lives(file)) { return Code.ShmMap; }

            if (file.Shm is null)
            {
                file.Shm = file.File.Shared;
                file.Shm.Join();
            }

            region = file.Shm.Region(number, bytes, extend);
            return Code.Ok;
        }
    }

    internal int LockShared(OpenFile file, int first, int count, int flags)
    {
        lock (_gate)
        {
            return !Lives(file) || file.Shm is null ? Code.Lock
                : file.Shm.TryLock(file, first, count, flags) ? Code.Ok : Code.Busy;
        }
    }

    internal void LeaveShared(OpenFile file)
    {
        lock (_gate)
        {
            file.Shm?.Leave(file);
            file.Shm = null;
        }
    }

    /// <summary>What the present operation meets.</summary>
    private DiskError? Error =>
        _failure.Operation == Operations || (_failure.ForGood && Operations > _failure.Operation) ? _failure.Error : _refusal;

    private bool Lives(OpenFile file) => IsAlive && file.Life == _life;

    private int Begin(OpenFile file, int? whenFull, int whenFailing) =>
        !Lives(file) ? whenFailing : file.Name is null ? Code.Ok : Begin(whenFull, whenFailing);

    private int End(OpenFile file, int whenDead) => file.Name is null ? Code.Ok : End(whenDead);

    /// <param name="whenFull">Null: it needs no space.</param>
    private int Begin(int? whenFull, int whenFailing)
    {
        Operations++;
        if (_death == (Operations, false))
        {
            Die();
            return whenFailing;
        }

        return Error switch
        {
            DiskError.Full => whenFull ?? Code.Ok,
            DiskError.Failing => whenFailing,
            _ => Code.Ok,
        };
    }

    private int End(int whenDead)
    {
        Operated?.Invoke();
        if (_death != (Operations, true)) { return Error == DiskError.FailingLate ? whenDead : Code.Ok; }

        Die();
        return whenDead;
    }

    private void Die()
    {
        IsAlive = false;
        _life++;
    }
}
