namespace SmartLocker.Disks;

/// <summary>SQLite's five states of a lock on one file, among those who have it open (sqlite.org/lockingv3.html).</summary>
internal sealed class FileLocks
{
    public const int None = 0;
    public const int Shared = 1;
    public const int Reserved = 2;
    public const int Pending = 3;
    public const int Exclusive = 4;

    private readonly List<OpenFile> _sharing = [];
    private OpenFile? _writer;

    public bool IsReserved => _writer is not null;

    /// <returns>False: somebody else holds what is in the way.</returns>
    public bool TryRaise(OpenFile file, int level)
    {
        if (level <= file.Lock) { return true; }

        bool anotherWrites = _writer is not null && _writer != file;
        if (level == Shared)
        {
            if (anotherWrites && _writer!.Lock >= Pending) { return false; }

            _sharing.Add(file);
            file.Lock = Shared;
            return true;
        }

        if (anotherWrites) { return false; }

        _writer = file;
        bool alone = _sharing.TrueForAll(one => one == file);
        file.Lock = level == Exclusive && !alone ? Pending : level;
        return file.Lock == level;
    }

    public void Lower(OpenFile file, int level)
    {
        if (level >= file.Lock) { return; }
        if (level <= Shared && _writer == file) { _writer = null; }
        if (level == None) { _sharing.Remove(file); }

        file.Lock = level;
    }
}
