using System.Globalization;

namespace ClusterSim.Tables.Parquet;

/// <summary>Values that are indexes into the dictionary of their chunk.</summary>
internal sealed class DictionaryValues(ColumnBatch dictionary, RunLengthReader indexes) : IPageValues
{
    private int[] _indexes = [];

    public void Read(ColumnBatch batch, int start, int count)
    {
        _indexes = _indexes.Length < count ? new int[count] : _indexes;
        Span<int> read = _indexes.AsSpan(0, count);
        indexes.Read(read);
        // A range from 0 to -1 would be taken for all numbers.
        int wrong = dictionary.Capacity > 0 ? read.IndexOfAnyExceptInRange(0, dictionary.Capacity - 1) : count - 1;
        if (wrong >= 0)
        {
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"dictionary entry {read[wrong]}"),
                string.Create(CultureInfo.InvariantCulture, $"one of the {dictionary.Capacity} entries"));
        }

        batch.Gather(dictionary, read, start);
    }
}
