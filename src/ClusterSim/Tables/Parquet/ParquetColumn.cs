namespace ClusterSim.Tables.Parquet;

/// <summary>A column of a flat table.</summary>
/// <param name="Name">Its name; any text.</param>
/// <param name="Type">How its values are stored.</param>
/// <param name="Optional">Whether it may hold nulls.</param>
/// <param name="Unsigned">Whether its whole numbers have no sign.</param>
internal sealed record ParquetColumn(string Name, ParquetType Type, bool Optional = false, bool Unsigned = false)
{
    /// <summary>The array of a <see cref="ColumnBatch"/> in which its values arrive.</summary>
    public ColumnKind Kind => Type switch
    {
        ParquetType.Boolean => ColumnKind.Flag,
        ParquetType.Int32 or ParquetType.Int64 => ColumnKind.Whole,
        ParquetType.Float or ParquetType.Double => ColumnKind.Number,
        _ => ColumnKind.Text,
    };
}

/// <summary>What the values of a column are, whatever their width.</summary>
internal enum ColumnKind
{
    Flag,
    Whole,
    Number,
    Text,
}
