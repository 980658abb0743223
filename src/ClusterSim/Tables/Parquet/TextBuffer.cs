using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Text. Equal values are stored once as long as few are different; beyond that every value is stored as it comes.
/// </summary>
internal sealed class TextBuffer(ParquetColumn column, int capacity) : ColumnBuffer(column, capacity)
{
    private const int MostEntries = 1 << 15, LargeBytes = 32 << 20, LongestStatistic = 64, Slots = 4 * MostEntries;
    private readonly int[] _entryOf = new int[capacity];
    private readonly int[] _start = new int[capacity + 1];
    private byte[] _heap = new byte[1 << 16];
    private int _entries;
    private bool _shares = true;

    // Open addressing: index of an entry plus one, 0 for a free slot. Made when it is first needed.
    private int[] _slots = [];

    // A dictionary pays when it and the indexes are clearly less than the values.
    public override int DictionaryEntries => _shares && _entries <= Values / 2 ? _entries : 0;

    public void Add(ReadOnlySpan<char> value)
    {
        int start = _start[_entries];
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_heap.Length - start < most)
        {
            Array.Resize(ref _heap, Math.Max(start + most, (int)Math.Min(2L * _heap.Length, Array.MaxLength)));
        }

        int length = Encoding.UTF8.GetBytes(value, _heap.AsSpan(start));
        _entryOf[Values] = _shares ? Shared(start, length) : Stored(start, length);
        IsLarge = start > LargeBytes;
        CountValue();
    }

    public override void WriteValues(ArrayBufferWriter<byte> target)
    {
        if (DictionaryEntries > 0)
        {
            int width = RunLengthReader.BitWidth(_entries - 1);
            target.Write([(byte)width]);
            RunLengthWriter.Write(_entryOf.AsSpan(0, Values), width, target);
            return;
        }

        foreach (int entry in _entryOf.AsSpan(0, Values))
        {
            Write(entry, target);
        }
    }

    public override void WriteDictionary(ArrayBufferWriter<byte> target)
    {
        for (int entry = 0; entry < DictionaryEntries; entry++)
        {
            Write(entry, target);
        }
    }

    public override ColumnStatistics Statistics()
    {
        int min = 0, max = 0;
        for (int entry = 1; entry < _entries; entry++)
        {
            min = Entry(entry).SequenceCompareTo(Entry(min)) < 0 ? entry : min;
            max = Entry(entry).SequenceCompareTo(Entry(max)) > 0 ? entry : max;
        }

        return _entries == 0 || Math.Max(Entry(min).Length, Entry(max).Length) > LongestStatistic
            ? new ColumnStatistics(Nulls, null, null)
            : new ColumnStatistics(Nulls, Entry(min).ToArray(), Entry(max).ToArray());
    }

    public override void Clear()
    {
        base.Clear();
        _slots.AsSpan().Clear();
        _entries = 0;
    }

    private int Shared(int start, int length)
    {
        _slots = _slots.Length == 0 ? new int[Slots] : _slots;
        ReadOnlySpan<byte> value = _heap.AsSpan(start, length);
        int slot = (int)(Hash(value) & (Slots - 1));
        for (; _slots[slot] > 0; slot = (slot + 1) & (Slots - 1))
        {
            int entry = _slots[slot] - 1;
            if (Entry(entry).SequenceEqual(value))
            {
                return entry;
            }
        }

        _slots[slot] = _entries + 1;
        // Its index may be the first too many for the table; from then on nothing is looked up any more.
        _shares = _entries + 1 < MostEntries;
        return Stored(start, length);
    }

    private int Stored(int start, int length)
    {
        _start[_entries + 1] = start + length;
        return _entries++;
    }

    private ReadOnlySpan<byte> Entry(int entry) => _heap.AsSpan(_start[entry].._start[entry + 1]);

    private void Write(int entry, ArrayBufferWriter<byte> target)
    {
        ReadOnlySpan<byte> value = Entry(entry);
        Span<byte> place = target.GetSpan(sizeof(int) + value.Length);
        BinaryPrimitives.WriteInt32LittleEndian(place, value.Length);
        value.CopyTo(place[sizeof(int)..]);
        target.Advance(sizeof(int) + value.Length);
    }

    // FNV-1a, eight bytes at a time: the order of the file does not depend on it.
    private static uint Hash(ReadOnlySpan<byte> value)
    {
        ulong hash = 14695981039346656037;
        unchecked
        {
            for (; value.Length >= sizeof(ulong); value = value[sizeof(ulong)..])
            {
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(value)) * 1099511628211;
                hash ^= hash >> 29;
            }

            foreach (byte part in value)
            {
                hash = (hash ^ part) * 1099511628211;
            }

            return (uint)(hash ^ (hash >> 32));
        }
    }
}
