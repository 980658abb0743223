namespace ClusterSim.Tables.Parquet;

/// <summary>Writes the footer of a file (<c>FileMetaData</c> in the format's Thrift definition).</summary>
internal static class FooterWriter
{
    private const int FormatVersion = 1, Required = 0, Optional = 1, Utf8 = 0;

    public static ReadOnlySpan<byte> Write(ParquetMetadata file)
    {
        ThriftWriter thrift = new();
        thrift.BeginElement().Int32(1, FormatVersion);
        WriteSchema(thrift, file);
        thrift.Int64(3, file.Rows).List(4, ThriftType.Struct, file.Groups.Length);
        foreach (RowGroup group in file.Groups)
        {
            WriteGroup(thrift, file, group);
        }

        thrift.Text(6, file.CreatedBy).List(7, ThriftType.Struct, file.Columns.Length);
        foreach (ParquetColumn _ in file.Columns)
        {
            // ColumnOrder, a union: 1 = as its type is ordered. Without it readers ignore the statistics.
            thrift.BeginElement().BeginStruct(1).EndStruct().EndStruct();
        }

        thrift.EndStruct();
        return thrift.Written;
    }

    // SchemaElement: 1 type, 3 repetition, 4 name, 5 children, 6 converted type, 10 logical type.
    private static void WriteSchema(ThriftWriter thrift, ParquetMetadata file)
    {
        thrift.List(2, ThriftType.Struct, file.Columns.Length + 1);
        thrift.BeginElement().Text(4, "schema").Int32(5, file.Columns.Length).EndStruct();
        foreach (ParquetColumn column in file.Columns)
        {
            thrift.BeginElement().Int32(1, (int)column.Type).Int32(3, column.Optional ? Optional : Required)
                .Text(4, column.Name);
            if (column.Type == ParquetType.ByteArray)
            {
                thrift.Int32(6, Utf8).BeginStruct(10).BeginStruct(1).EndStruct().EndStruct();
            }

            thrift.EndStruct();
        }
    }

    // RowGroup: 1 columns, 2 bytes, 3 rows, 5 offset, 6 compressed bytes.
    private static void WriteGroup(ThriftWriter thrift, ParquetMetadata file, RowGroup group)
    {
        thrift.BeginElement().List(1, ThriftType.Struct, group.Chunks.Length);
        for (int i = 0; i < group.Chunks.Length; i++)
        {
            thrift.BeginElement().Int64(2, 0);
            WriteChunk(thrift, file.Columns[i], group.Chunks[i]);
            thrift.EndStruct();
        }

        thrift.Int64(2, group.Chunks.Sum(chunk => chunk.ContentBytes)).Int64(3, group.Rows)
            .Int64(5, group.Chunks.Length > 0 ? group.Chunks[0].Offset : 0)
            .Int64(6, group.Chunks.Sum(chunk => chunk.StoredBytes)).EndStruct();
    }

    // ColumnMetaData: 1 type, 2 encodings, 3 path, 4 codec, 5 values, 6 and 7 bytes, 9 and 11 offsets, 12 statistics.
    private static void WriteChunk(ThriftWriter thrift, ParquetColumn column, ColumnChunk chunk)
    {
        thrift.BeginStruct(3).Int32(1, (int)chunk.Type).List(2, ThriftType.Int32, chunk.Encodings.Length);
        foreach (ParquetEncoding encoding in chunk.Encodings)
        {
            thrift.Int32Element((int)encoding);
        }

        thrift.List(3, ThriftType.Binary, 1).TextElement(column.Name)
            .Int32(4, (int)chunk.Codec).Int64(5, chunk.Values)
            .Int64(6, chunk.ContentBytes).Int64(7, chunk.StoredBytes).Int64(9, chunk.DataOffset);
        if (chunk.DictionaryOffset is { } dictionary)
        {
            thrift.Int64(11, dictionary);
        }

        if (chunk.Statistics is { } statistics)
        {
            WriteStatistics(thrift, statistics);
        }

        thrift.EndStruct();
    }

    // Statistics: 3 nulls, 5 max, 6 min. The fields 1 and 2 are obsolete, as their order was not defined for text.
    private static void WriteStatistics(ThriftWriter thrift, ColumnStatistics statistics)
    {
        thrift.BeginStruct(12).Int64(3, statistics.Nulls);
        if (statistics is { Min: { } min, Max: { } max })
        {
            thrift.Binary(5, max).Binary(6, min);
        }

        thrift.EndStruct();
    }
}
