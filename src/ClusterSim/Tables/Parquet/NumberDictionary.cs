using System.Buffers;
using System.Runtime.InteropServices;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Finds out whether the numbers of a column are few enough to be stored once: the entries are the numbers, by their
/// 64 bits, in the order of their first use.
/// </summary>
internal sealed class NumberDictionary(int capacity)
{
    private const int MostEntries = 1 << 12, Slots = 2 * MostEntries;
    private readonly int[] _indexes = new int[capacity];
    private readonly long[] _entries = new long[MostEntries];

    // Open addressing: index of an entry plus one, 0 for a free slot.
    private readonly int[] _slots = new int[Slots];
    private int _count;
    private bool _overflows;

    /// <summary>Notes the next value.</summary>
    /// <param name="bits">Its bits.</param>
    /// <param name="position">Values before it.</param>
    public void Note(long bits, int position)
    {
        if (!_overflows)
        {
            _indexes[position] = IndexOf(bits);
        }
    }

    /// <summary>Entries for so many values; 0 when they are better written as they are.</summary>
    public int EntriesFor(int values) => !_overflows && _count <= values / 2 ? _count : 0;

    public void WriteIndexes(int values, ArrayBufferWriter<byte> target)
    {
        int width = RunLengthReader.BitWidth(_count - 1);
        target.Write([(byte)width]);
        RunLengthWriter.Write(_indexes.AsSpan(0, values), width, target);
    }

    public void WriteEntries(int count, ArrayBufferWriter<byte> target) =>
        target.Write(MemoryMarshal.AsBytes(_entries.AsSpan(0, count)));

    public void Clear()
    {
        _slots.AsSpan().Clear();
        _count = 0;
        _overflows = false;
    }

    private int IndexOf(long bits)
    {
        // Fibonacci hashing: the upper bits of the product depend on all bits below them.
        const ulong golden = 0x9E3779B97F4A7C15;
        int slot = (int)(unchecked((ulong)bits * golden) >> 51);
        for (; _slots[slot] > 0; slot = (slot + 1) & (Slots - 1))
        {
            if (_entries[_slots[slot] - 1] == bits)
            {
                return _slots[slot] - 1;
            }
        }

        _overflows = _count == MostEntries;
        if (_overflows)
        {
            return 0;
        }

        _entries[_count] = bits;
        _slots[slot] = ++_count;
        return _count - 1;
    }
}
