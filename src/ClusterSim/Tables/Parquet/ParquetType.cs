namespace ClusterSim.Tables.Parquet;

// The numbers are those of the format: https://github.com/apache/parquet-format, src/main/thrift/parquet.thrift.

/// <summary>Physical types that occur in flat tables.</summary>
internal enum ParquetType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Float = 4,
    Double = 5,

    /// <summary>Here always text in UTF-8.</summary>
    ByteArray = 6,
}

/// <summary>Compression of the pages of a column.</summary>
internal enum ParquetCodec
{
    None = 0,
    Snappy = 1,
    Gzip = 2,
}

/// <summary>How the values of a page are laid out.</summary>
internal enum ParquetEncoding
{
    Plain = 0,

    /// <summary>The name that older writers give to <see cref="RleDictionary"/>.</summary>
    PlainDictionary = 2,
    Rle = 3,
    RleDictionary = 8,
}

/// <summary>Kinds of pages.</summary>
internal enum ParquetPageType
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}
