namespace SmartLocker.Disks;

/// <summary>One file twice: as the operating system shows it, and as the disk would give it back after a power cut.</summary>
/// <remarks>
/// Both are lists of blocks and share those that are equal: a write to a shared block copies it first, a sync shares it again.
/// Blocks that nobody needs any more are used again, so a steady writer makes no garbage.
/// </remarks>
internal sealed class DiskFile
{
    private const int BlockBytes = 4096;
    private const int SectorBytes = 512;

    private readonly Stack<byte[]> _free;
    private readonly List<byte[]> _seen = [];
    private readonly List<byte[]> _durable = [];
    private readonly List<Change> _changes = [];
    private byte[] _written = [];
    private int _writtenBytes;
    private long _durableSize;

    /// <param name="free">Blocks of this disk that nobody uses.</param>
    public DiskFile(Stack<byte[]> free) => _free = free;

    /// <summary>What those who have it open now have agreed on; the next life begins with nothing.</summary>
    public FileLocks Locks { get; private set; } = new();
    public SharedMemory Shared { get; private set; } = new();
    public long Size { get; private set; }
    public int Unsynced => _changes.Count;

    /// <summary>The same bytes and the same unsynced changes; nobody has it open.</summary>
    public DiskFile Copy(Stack<byte[]> free)
    {
        DiskFile copy = new(free) { Size = Size, _durableSize = _durableSize, _writtenBytes = _writtenBytes };
        copy._written = _written.AsSpan(0, _writtenBytes).ToArray();
        copy._changes.AddRange(_changes);
        foreach (byte[] block in _durable) { copy._durable.Add([.. block]); }

        for (int block = 0; block < _seen.Count; block++)
        {
            bool shared = block < _durable.Count && _durable[block] == _seen[block];
            copy._seen.Add(shared ? copy._durable[block] : [.. _seen[block]]);
        }

        return copy;
    }

    public void BeginLife() => (Locks, Shared) = (new FileLocks(), new SharedMemory());

    /// <returns>How many bytes there were; the rest is zero.</returns>
    public int Read(long offset, Span<byte> into)
    {
        int there = (int)Math.Clamp(Size - offset, 0, into.Length);
        for (int done = 0; done < there;)
        {
            (int block, int within) = Place(offset + done);
            int length = Math.Min(BlockBytes - within, there - done);
            _seen[block].AsSpan(within, length).CopyTo(into[done..]);
            done += length;
        }

        into[there..].Clear();
        return there;
    }

    public void Write(long offset, ReadOnlySpan<byte> data)
    {
        Remember(offset, data);
        Put(_seen, _durable, offset, data);
        Size = Math.Max(Size, offset + data.Length);
    }

    public void Truncate(long size)
    {
        _changes.Add(new Change(size, 0, -1));
        Cut(_seen, _durable, size);
        Size = size;
    }

    /// <summary>All unsynced changes are durable.</summary>
    public void Sync()
    {
        if (Size < _durableSize) { Cut(_durable, _seen, Size); }

        foreach (Change change in _changes)
        {
            // What comes after a cut is new from there on, holes too.
            long end = change.IsCut ? Size : Math.Min(change.Offset + change.Length, Size);
            for (long at = change.Offset; at < end; at = (at / BlockBytes + 1) * BlockBytes) { Share(Place(at).Block); }
        }

        _durableSize = Size;
        Grow(_durable, Size);
        ForgetChanges();
    }

    /// <summary>A sync has failed: whoever reads sees the changes still, and nothing will ever write them.</summary>
    public void ForgetChanges()
    {
        _changes.Clear();
        _writtenBytes = 0;
    }

    /// <summary>The power is back: what was durable, and of the unsynced changes what had luck.</summary>
    public void Revive(ILuck? luck)
    {
        Cut(_seen, _durable, 0);
        for (int index = 0; luck is not null && index < _changes.Count; index++) { Land(luck, index); }

        _seen.AddRange(_durable);
        Size = _durableSize;
        ForgetChanges();
    }

    public void Rot(long offset, byte mask)
    {
        (int block, int within) = Place(offset);
        _seen[block][within] ^= mask;
        if (block < _durable.Count && _durable[block] != _seen[block]) { _durable[block][within] ^= mask; }
    }

    private void Land(ILuck luck, int index)
    {
        Change change = _changes[index];
        if (change.IsCut)
        {
            if (!luck.Lands(new UnsyncedSector(index, _changes.Count, 0, 1))) { return; }

            Cut(_durable, [], change.Offset);
            Grow(_durable, change.Offset);
            _durableSize = change.Offset;
            return;
        }

        ReadOnlySpan<byte> data = _written.AsSpan(change.Stored, change.Length);
        long first = change.Offset / SectorBytes;
        int sectors = (int)((change.Offset + change.Length - 1) / SectorBytes - first + 1);
        for (int sector = 0; sector < sectors; sector++)
        {
            if (!luck.Lands(new UnsyncedSector(index, _changes.Count, sector, sectors))) { continue; }

            int begin = (int)Math.Max(0, (first + sector) * SectorBytes - change.Offset);
            int end = (int)Math.Min(change.Length, (first + sector + 1) * SectorBytes - change.Offset);
            Put(_durable, [], change.Offset + begin, data[begin..end]);
            _durableSize = Math.Max(_durableSize, change.Offset + end);
        }
    }

    private void Put(List<byte[]> blocks, List<byte[]> others, long offset, ReadOnlySpan<byte> data)
    {
        Grow(blocks, offset + data.Length);
        for (int done = 0; done < data.Length;)
        {
            (int block, int within) = Place(offset + done);
            int length = Math.Min(BlockBytes - within, data.Length - done);
            data.Slice(done, length).CopyTo(Own(blocks, others, block).AsSpan(within));
            done += length;
        }
    }

    private void Cut(List<byte[]> blocks, List<byte[]> others, long size)
    {
        int kept = (int)((size + BlockBytes - 1) / BlockBytes);
        for (int block = blocks.Count - 1; block >= kept; block--)
        {
            if (block >= others.Count || others[block] != blocks[block]) { _free.Push(blocks[block]); }

            blocks.RemoveAt(block);
        }

        (int last, int within) = Place(size);
        if (within > 0 && last < blocks.Count) { Own(blocks, others, last).AsSpan(within).Clear(); }
    }

    private void Share(int block)
    {
        Grow(_durable, (long)(block + 1) * BlockBytes);
        if (_durable[block] == _seen[block]) { return; }

        _free.Push(_durable[block]);
        _durable[block] = _seen[block];
    }

    private byte[] Own(List<byte[]> blocks, List<byte[]> others, int block)
    {
        if (block >= others.Count || others[block] != blocks[block]) { return blocks[block]; }

        byte[] own = _free.Count > 0 ? _free.Pop() : new byte[BlockBytes];
        blocks[block].CopyTo(own, 0);
        return blocks[block] = own;
    }

    private void Grow(List<byte[]> blocks, long size)
    {
        while ((long)blocks.Count * BlockBytes < size)
        {
            byte[] fresh = _free.Count > 0 ? _free.Pop() : new byte[BlockBytes];
            fresh.AsSpan().Clear();
            blocks.Add(fresh);
        }
    }

    private void Remember(long offset, ReadOnlySpan<byte> data)
    {
        if (_written.Length - _writtenBytes < data.Length)
        {
            Array.Resize(ref _written, Math.Max(_written.Length * 2, _writtenBytes + data.Length + 16 * 1024));
        }

        data.CopyTo(_written.AsSpan(_writtenBytes));
        _changes.Add(new Change(offset, data.Length, _writtenBytes));
        _writtenBytes += data.Length;
    }

    private static (int Block, int Within) Place(long offset) => ((int)(offset / BlockBytes), (int)(offset % BlockBytes));

    /// <param name="Offset">Of the bytes written; of a truncation the new size.</param>
    private readonly record struct Change(long Offset, int Length, int Stored)
    {
        public bool IsCut => Stored < 0;
    }
}
