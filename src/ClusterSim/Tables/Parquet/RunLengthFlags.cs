namespace ClusterSim.Tables.Parquet;

/// <summary>Booleans written as run lengths.</summary>
internal sealed class RunLengthFlags(RunLengthReader bits) : IPageValues
{
    private int[] _bits = [];

    public void Read(ColumnBatch batch, int start, int count)
    {
        _bits = _bits.Length < count ? new int[count] : _bits;
        bits.Read(_bits.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            batch.Flags[start + i] = _bits[i] == 1;
        }
    }
}
