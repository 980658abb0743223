using System.Collections.Immutable;

namespace ClusterSim.Tables.Parquet;

/// <summary>What the footer of a file says.</summary>
/// <param name="Columns">The columns in their order.</param>
/// <param name="Rows">Rows in all groups together.</param>
/// <param name="Groups">The groups of rows.</param>
/// <param name="CreatedBy">The program that wrote the file; empty when it does not say.</param>
internal sealed record ParquetMetadata(
    ImmutableArray<ParquetColumn> Columns, long Rows, ImmutableArray<RowGroup> Groups, string CreatedBy);

/// <summary>A group of rows.</summary>
/// <param name="Rows">Rows in the group.</param>
/// <param name="Chunks">Where the values of each column stand.</param>
internal sealed record RowGroup(long Rows, ImmutableArray<ColumnChunk> Chunks);

/// <summary>Where and how the values of one column of one group stand.</summary>
internal sealed record ColumnChunk
{
    public required ParquetType Type { get; init; }

    public required ParquetCodec Codec { get; init; }

    /// <summary>Encodings that occur in it; only for writing.</summary>
    public ImmutableArray<ParquetEncoding> Encodings { get; init; } = [];

    /// <summary>Values, nulls included.</summary>
    public required long Values { get; init; }

    /// <summary>Bytes of its pages with their headers, not compressed.</summary>
    public long ContentBytes { get; init; }

    /// <summary>Bytes of its pages with their headers as they stand in the file.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Offset of its first data page.</summary>
    public required long DataOffset { get; init; }

    /// <summary>Offset of its dictionary page; <c>null</c> when it has none.</summary>
    public long? DictionaryOffset { get; init; }

    /// <summary>Smallest and largest value and the number of nulls; only for writing.</summary>
    public ColumnStatistics? Statistics { get; init; }

    /// <summary>Offset of its first page.</summary>
    public long Offset => DictionaryOffset is { } dictionary && dictionary < DataOffset ? dictionary : DataOffset;
}

/// <summary>Statistics of a chunk; the values as bytes in plain encoding.</summary>
/// <param name="Nulls">Number of nulls.</param>
/// <param name="Min">Smallest value; <c>null</c> when there is none, or when it is too long to be told.</param>
/// <param name="Max">Largest value, likewise.</param>
internal sealed record ColumnStatistics(long Nulls, byte[]? Min, byte[]? Max);
