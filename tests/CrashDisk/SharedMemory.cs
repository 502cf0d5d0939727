using System.Runtime.InteropServices;

namespace SmartLocker.Disks;

/// <summary>The index of a write-ahead log, which those who have the file open share, and its locks.</summary>
/// <remarks>Never on the disk: after a crash SQLite builds it anew from the log. Freed when the last one lets go.</remarks>
internal sealed unsafe class SharedMemory
{
    private const int Slots = 8;
    private const int Unlock = 1;
    private const int Share = 4;

    private readonly List<IntPtr> _regions = [];
    private readonly int[] _sharing = new int[Slots];
    private readonly OpenFile?[] _owners = new OpenFile?[Slots];
    private int _users;

    public void Join() => _users++;

    /// <returns>True when nobody is left.</returns>
    public bool Leave(OpenFile file)
    {
        for (int slot = 0; slot < Slots; slot++) { Release(file, slot); }

        if (--_users > 0) { return false; }

        foreach (IntPtr region in _regions) { NativeMemory.Free((void*)region); }

        _regions.Clear();
        return true;
    }

    /// <returns>Zero when there is no such region and none is to be made.</returns>
    public IntPtr Region(int number, int bytes, bool extend)
    {
        while (extend && _regions.Count <= number) { _regions.Add((IntPtr)NativeMemory.AllocZeroed((nuint)bytes)); }

        return number < _regions.Count ? _regions[number] : IntPtr.Zero;
    }

    public bool TryLock(OpenFile file, int first, int count, int flags)
    {
        if ((flags & Unlock) != 0)
        {
            for (int slot = first; slot < first + count; slot++) { Release(file, slot); }

            return true;
        }

        bool shares = (flags & Share) != 0;
        for (int slot = first; slot < first + count; slot++)
        {
            int others = _sharing[slot] - (file.ShmShared >> slot & 1);
            bool owned = _owners[slot] is not null && _owners[slot] != file;
            if (owned || (!shares && others > 0)) { return false; }
        }

        for (int slot = first; slot < first + count; slot++) { Take(file, slot, shares); }

        return true;
    }

    private void Take(OpenFile file, int slot, bool shares)
    {
        if (!shares)
        {
            _owners[slot] = file;
        }
        else if ((file.ShmShared >> slot & 1) == 0)
        {
            _sharing[slot]++;
            file.ShmShared |= 1 << slot;
        }
    }

    private void Release(OpenFile file, int slot)
    {
        if (_owners[slot] == file) { _owners[slot] = null; }
        if ((file.ShmShared >> slot & 1) == 0) { return; }

        _sharing[slot]--;
        file.ShmShared &= ~(1 << slot);
    }
}
