using System.Buffers;
using System.Runtime.InteropServices;

namespace ClusterSim.Tables.Parquet;

/// <summary>Floating-point numbers of 64 bits.</summary>
internal sealed class NumberBuffer(ParquetColumn column, int capacity) : ColumnBuffer(column, capacity)
{
    private readonly double[] _values = new double[capacity];
    private readonly NumberDictionary _dictionary = new(capacity);

    public override int DictionaryEntries => _dictionary.EntriesFor(Values);

    public void Add(double value)
    {
        _values[Values] = value;
        _dictionary.Note(BitConverter.DoubleToInt64Bits(value), Values);
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

    // The format has no place for NaN in an order: a column with one has no smallest and largest value. Zeros are
    // stated with the sign that includes both.
    public override ColumnStatistics Statistics()
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (double value in _values.AsSpan(0, Values))
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        return Values == 0 || double.IsNaN(min)
            ? new ColumnStatistics(Nulls, null, null)
            : new ColumnStatistics(
                Nulls,
                BitConverter.GetBytes(min == 0 ? -0.0 : min),
                BitConverter.GetBytes(max == 0 ? 0.0 : max));
    }
}
