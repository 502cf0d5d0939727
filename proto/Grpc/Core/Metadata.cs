using System.Collections;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call, in order, a key as often as one likes.</summary>
/// <remarks>Keys are lower case. A key that ends in <c>-bin</c> holds bytes, every other one printable ASCII text.</remarks>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    public const string BinaryHeaderSuffix = "-bin";

    public static readonly Metadata Empty = new(frozen: true);

    private readonly List<Entry> _entries = [];
    private readonly bool _frozen;

    public Metadata()
    {
    }

    private Metadata(bool frozen) => _frozen = frozen;

    public int Count => _entries.Count;

    public bool IsReadOnly => _frozen;

    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            CheckWritable();
            _entries[index] = value;
        }
    }

    /// <summary>The last entry of that key, as the public API has it; null when there is none.</summary>
    public Entry? Get(string key)
    {
        string wanted = key.ToLowerInvariant();
        return _entries.FindLast(entry => entry.Key == wanted);
    }

    public string? GetValue(string key) => Get(key)?.Value;

    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public IEnumerable<Entry> GetAll(string key)
    {
        string wanted = key.ToLowerInvariant();
        return _entries.Where(entry => entry.Key == wanted);
    }

    public void Add(string key, string value) => Add(new Entry(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    public void Add(Entry item)
    {
        CheckWritable();
        _entries.Add(item);
    }

    public void Insert(int index, Entry item)
    {
        CheckWritable();
        _entries.Insert(index, item);
    }

    public bool Remove(Entry item)
    {
        CheckWritable();
        return _entries.Remove(item);
    }

    public void RemoveAt(int index)
    {
        CheckWritable();
        _entries.RemoveAt(index);
    }

    public void Clear()
    {
        CheckWritable();
        _entries.Clear();
    }

    public bool Contains(Entry item) => _entries.Contains(item);

    public int IndexOf(Entry item) => _entries.IndexOf(item);

    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void CheckWritable()
    {
        if (_frozen)
        {
            throw new InvalidOperationException("Object is read only");
        }
    }
}
