using System.Buffers;
using System.Runtime.InteropServices;

namespace ClusterSim.Tables.Parquet;

/// <summary>Whole numbers of 64 bits.</summary>
internal sealed class WholeBuffer(ParquetColumn column, int capacity) : ColumnBuffer(column, capacity)
{
    private readonly long[] _values = new long[capacity];
    private readonly NumberDictionary _dictionary = new(capacity);

    public override int DictionaryEntries => _dictionary.EntriesFor(Values);

    public void Add(long value)
    {
        _values[Values] = value;
        _dictionary.Note(value, Values);
        CountValue();
    }

    public override void WriteValues(ArrayBufferWriter<byte> target)
    {
        if (DictionaryEntries > 0)
        {
            _dictionary.WriteIndexes(Values, target);
        }
        else
        {
            target.Write(MemoryMarshal.AsBytes(_values.AsSpan(0, Values)));
        }
    }

    public override void WriteDictionary(ArrayBufferWriter<byte> target) =>
        _dictionary.WriteEntries(DictionaryEntries, target);

    public override void Clear()
    {
        base.Clear();
        _dictionary.Clear();
    }

    public override ColumnStatistics Statistics()
    {
        long min = long.MaxValue, max = long.MinValue;
        foreach (long value in _values.AsSpan(0, Values))
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        return Values == 0
            ? new ColumnStatistics(Nulls, null, null)
            : new ColumnStatistics(Nulls, BitConverter.GetBytes(min), BitConverter.GetBytes(max));
    }
}
