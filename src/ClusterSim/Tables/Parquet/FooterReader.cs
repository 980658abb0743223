using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Reads the footer of a file (<c>FileMetaData</c> in the format's Thrift definition) and refuses what is not a flat
/// table of supported types. Statistics and everything optional is skipped.
/// </summary>
internal static class FooterReader
{
    public static ParquetMetadata Read(ReadOnlySpan<byte> footer)
    {
        ThriftReader thrift = new(footer);
        ImmutableArray<ParquetColumn> columns = default;
        List<RowGroup> groups = [];
        long rows = -1;
        string createdBy = "";
        thrift.BeginStruct();
        while (thrift.NextField())
        {
            switch (thrift.Field)
            {
                case 2:
                    columns = SchemaReader.Read(ref thrift);
                    break;
                case 3:
                    rows = thrift.Int64();
                    break;
                case 4:
                    ReadGroups(ref thrift, groups);
                    break;
                case 6:
                    createdBy = thrift.Text();
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        if (columns.IsDefault)
        {
            throw new ParquetFaultException("no schema", "a schema");
        }

        return rows == groups.Sum(group => group.Rows)
            ? new ParquetMetadata(columns, rows, [.. groups], createdBy)
            : throw new ParquetFaultException(
                Invariant($"{rows} rows in the table and {groups.Sum(group => group.Rows)} in its row groups"),
                "the same number");
    }

    private static void ReadGroups(ref ThriftReader thrift, List<RowGroup> groups)
    {
        int count = thrift.List(ThriftType.Struct);
        for (int i = 0; i < count; i++)
        {
            List<ColumnChunk> chunks = [];
            long rows = -1;
            int outer = thrift.BeginStruct();
            while (thrift.NextField())
            {
                switch (thrift.Field)
                {
                    case 1:
                        ReadChunks(ref thrift, chunks);
                        break;
                    case 3:
                        rows = thrift.Int64();
                        break;
                    default:
                        thrift.Skip();
                        break;
                }
            }

            thrift.EndStruct(outer);
            // So few that their sum over all groups is a number, too.
            groups.Add(rows is >= 0 and <= int.MaxValue
                ? new RowGroup(rows, [.. chunks])
                : throw new ParquetFaultException(Invariant($"a row group of {rows} rows"), "0 to 2^31 - 1 rows"));
        }
    }

    private static void ReadChunks(ref ThriftReader thrift, List<ColumnChunk> chunks)
    {
        int count = thrift.List(ThriftType.Struct);
        for (int i = 0; i < count; i++)
        {
            ColumnChunk? chunk = null;
            int outer = thrift.BeginStruct();
            while (thrift.NextField())
            {
                switch (thrift.Field)
                {
                    case 1:
                        throw new ParquetFaultException(
                            $"column data in another file, '{thrift.Text()}'", "all data in this file");
                    case 3:
                        chunk = ReadChunk(ref thrift);
                        break;
                    default:
                        thrift.Skip();
                        break;
                }
            }

            thrift.EndStruct(outer);
            chunks.Add(chunk ?? throw new ParquetFaultException("a column chunk without metadata", "its metadata"));
        }
    }

    private static ColumnChunk ReadChunk(ref ThriftReader thrift)
    {
        int type = -1, codec = -1;
        long values = -1, stored = -1, data = -1;
        long? dictionary = null;
        int outer = thrift.BeginStruct();
        while (thrift.NextField())
        {
            switch (thrift.Field)
            {
                case 1:
                    type = thrift.Int32();
                    break;
                case 4:
                    codec = thrift.Int32();
                    break;
                case 5:
                    values = thrift.Int64();
                    break;
                case 7:
                    stored = thrift.Int64();
                    break;
                case 9:
                    data = thrift.Int64();
                    break;
                case 11:
                    dictionary = thrift.Int64();
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
        return new ColumnChunk
        {
            Type = (ParquetType)type,
            Codec = CodecOf(codec),
            Values = values,
            StoredBytes = stored,
            DataOffset = data,
            // Some writers state 0 for none.
            DictionaryOffset = dictionary > 0 ? dictionary : null,
        };
    }

    private static ParquetCodec CodecOf(int codec)
    {
        string[] others = ["LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"];
        return Enum.IsDefined((ParquetCodec)codec)
            ? (ParquetCodec)codec
            : throw new ParquetFaultException(
                codec >= 3 && codec - 3 < others.Length
                    ? $"data compressed with {others[codec - 3]}"
                    : Invariant($"an unknown compression ({codec})"),
                "data compressed with SNAPPY or GZIP, or not at all");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
