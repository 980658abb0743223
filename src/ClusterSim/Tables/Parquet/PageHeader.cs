using System.Globalization;

namespace ClusterSim.Tables.Parquet;

/// <summary>The header of a page (<c>PageHeader</c> in the format's Thrift definition).</summary>
internal record struct PageHeader
{
    public ParquetPageType Type { get; set; }

    /// <summary>Bytes of the page when decompressed.</summary>
    public int ContentBytes { get; set; }

    /// <summary>Bytes of the page in the file.</summary>
    public int StoredBytes { get; set; }

    /// <summary>Values in the page, nulls included.</summary>
    public int Values { get; set; }

    public int Encoding { get; set; }

    /// <summary>Encoding of the definition levels; always run lengths in a page of version 2.</summary>
    public int LevelEncoding { get; set; }

    /// <summary>Bytes of the definition levels, which stand uncompressed before the rest in version 2.</summary>
    public int LevelBytes { get; set; }

    /// <summary>Bytes of the repetition levels; only in version 2, and nothing but 0 in a flat table.</summary>
    public int RepetitionBytes { get; set; }

    /// <summary>Whether the values are compressed; only in a page of version 2.</summary>
    public bool Compressed { get; set; }

    public static PageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        PageHeader header = new() { ContentBytes = -1, StoredBytes = -1, Values = -1, Compressed = true };
        int type = -1;
        ThriftReader thrift = new(bytes);
        thrift.BeginStruct();
        while (thrift.NextField())
        {
            switch (thrift.Field)
            {
                case 1:
                    type = thrift.Int32();
                    break;
                case 2:
                    header.ContentBytes = thrift.Int32();
                    break;
                case 3:
                    header.StoredBytes = thrift.Int32();
                    break;
                case 5 or 7:
                    header.ReadDataHeader(ref thrift, data: thrift.Field == 5);
                    break;
                case 8:
                    header.ReadDataHeaderV2(ref thrift);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        length = thrift.Position;
        header.Type = (ParquetPageType)type;
        header.Check(bytes.Length - length);
        return header;
    }

    // DataPageHeader, of which DictionaryPageHeader has the first two fields, too.
    private void ReadDataHeader(ref ThriftReader thrift, bool data)
    {
        LevelEncoding = (int)ParquetEncoding.Rle;
        int outer = thrift.BeginStruct();
        while (thrift.NextField())
        {
            switch (thrift.Field)
            {
                case 1:
                    Values = thrift.Int32();
                    break;
                case 2:
                    Encoding = thrift.Int32();
                    break;
                case 3 when data:
                    LevelEncoding = thrift.Int32();
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
    }

    private void ReadDataHeaderV2(ref ThriftReader thrift)
    {
        LevelEncoding = (int)ParquetEncoding.Rle;
        int outer = thrift.BeginStruct();
        while (thrift.NextField())
        {
            switch (thrift.Field)
            {
                case 1:
                    Values = thrift.Int32();
                    break;
                case 4:
                    Encoding = thrift.Int32();
                    break;
                case 5:
                    LevelBytes = thrift.Int32();
                    break;
                case 6:
                    RepetitionBytes = thrift.Int32();
                    break;
                case 7:
                    Compressed = thrift.Flag();
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
    }

    private readonly void Check(int bytesLeft)
    {
        if (!Enum.IsDefined(Type))
        {
            throw new ParquetFaultException("an unknown kind of page", "a data or dictionary page");
        }

        if (StoredBytes < 0 || ContentBytes < 0 || StoredBytes > bytesLeft)
        {
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"a page of {StoredBytes} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"at most the {bytesLeft} bytes that are left"));
        }

        if (Type != ParquetPageType.Index && Values < 0)
        {
            throw new ParquetFaultException("a page without its number of values", "that number");
        }

        bool fits = LevelBytes >= 0 && (long)LevelBytes <= Math.Min(StoredBytes, ContentBytes);
        if (RepetitionBytes != 0 || !fits)
        {
            throw new ParquetFaultException("levels that a page of a flat table cannot have", "definition levels only");
        }
    }
}
