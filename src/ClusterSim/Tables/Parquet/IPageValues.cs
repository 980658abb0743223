namespace ClusterSim.Tables.Parquet;

/// <summary>The values of one data page.</summary>
internal interface IPageValues
{
    /// <summary>Reads the next values into a batch.</summary>
    /// <param name="batch">Where they go.</param>
    /// <param name="start">Row of the first.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ParquetFaultException">The page is damaged.</exception>
    void Read(ColumnBatch batch, int start, int count);
}
