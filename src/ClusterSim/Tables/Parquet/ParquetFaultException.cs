namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Something in a Parquet file is damaged or not supported. Known here are only the two halves of the message;
/// whoever knows the file, the column and the page makes a <see cref="TableFormatException"/> of it.
/// </summary>
internal sealed class ParquetFaultException(string found, string expected)
    : Exception($"found {found}, expected {expected}")
{
    public string Found { get; } = found;

    public string Expected { get; } = expected;
}
