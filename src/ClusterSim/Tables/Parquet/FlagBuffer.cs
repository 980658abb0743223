using System.Buffers;

namespace ClusterSim.Tables.Parquet;

/// <summary>Booleans.</summary>
internal sealed class FlagBuffer(ParquetColumn column, int capacity) : ColumnBuffer(column, capacity)
{
    private readonly bool[] _values = new bool[capacity];

    public void Add(bool value)
    {
        _values[Values] = value;
        CountValue();
    }

    // Eight to a byte, the first in the lowest bit.
    public override void WriteValues(ArrayBufferWriter<byte> target)
    {
        int length = (Values + 7) / 8;
        Span<byte> bits = target.GetSpan(Math.Max(1, length))[..length];
        bits.Clear();
        for (int i = 0; i < Values; i++)
        {
            bits[i >> 3] |= (byte)((_values[i] ? 1 : 0) << (i & 7));
        }

        target.Advance(length);
    }

    public override ColumnStatistics Statistics()
    {
        ReadOnlySpan<bool> values = _values.AsSpan(0, Values);
        return values.IsEmpty
            ? new ColumnStatistics(Nulls, null, null)
            : new ColumnStatistics(
                Nulls, [(byte)(values.Contains(false) ? 0 : 1)], [(byte)(values.Contains(true) ? 1 : 0)]);
    }
}
