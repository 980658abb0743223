using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// A Parquet file of a flat table (https://github.com/apache/parquet-format): booleans, whole numbers, floating-point
/// numbers and text, nulls, pages of version 1 and 2 in plain, dictionary and run-length encoding, uncompressed or
/// compressed with Snappy or gzip. Everything else is refused with one message.
/// </summary>
internal sealed class ParquetFile
{
    private const int MagicBytes = 4, TailBytes = 8;

    // A file of few bytes that claims more rows than these is damaged, or made to exhaust its reader.
    private const long RowsForNothing = 1 << 20, RowsForByte = 4096;
    private readonly byte[] _bytes;

    private ParquetFile(string path, byte[] bytes, ParquetMetadata metadata)
    {
        Path = path;
        _bytes = bytes;
        Metadata = metadata;
    }

    /// <summary>The file as the caller named it.</summary>
    public string Path { get; }

    /// <summary>What its footer says.</summary>
    public ParquetMetadata Metadata { get; }

    public ImmutableArray<ParquetColumn> Columns => Metadata.Columns;

    /// <summary>What a Parquet file begins and ends with.</summary>
    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>Reads the footer of a file.</summary>
    /// <exception cref="TableFormatException">It is damaged, no Parquet file, or holds no flat table.</exception>
    public static ParquetFile Open(string path) => Open(path, File.ReadAllBytes(path));

    /// <summary>Reads the footer of a file that is in memory.</summary>
    /// <exception cref="TableFormatException">It is damaged, no Parquet file, or holds no flat table.</exception>
    public static ParquetFile Open(string path, byte[] bytes)
    {
        try
        {
            ParquetFile file = new(path, bytes, FooterReader.Read(Footer(bytes)));
            file.CheckChunks(bytes.Length - TailBytes);
            return file;
        }
        catch (ParquetFaultException fault)
        {
            throw new TableFormatException(path, 0, "footer", fault.Found, fault.Expected);
        }
    }

    /// <summary>Reads the values of a column in a group of rows.</summary>
    public ChunkReader Column(RowGroup group, int column) =>
        new(Path, _bytes, Columns[column], group.Chunks[column]);

    private static ReadOnlySpan<byte> Footer(byte[] bytes)
    {
        int end = bytes.Length - TailBytes;
        if (end < MagicBytes || !bytes.AsSpan().StartsWith(Magic) || !bytes.AsSpan().EndsWith(Magic))
        {
            throw new ParquetFaultException(
                bytes.AsSpan().EndsWith("PARE"u8) ? "an encrypted Parquet file"
                : bytes.AsSpan().StartsWith(Magic) ? "a Parquet file that ends too early"
                : "no Parquet file",
                "PAR1 at the beginning and the end");
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end));
        return length <= end - MagicBytes
            ? bytes.AsSpan(end - (int)length, (int)length)
            : throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"a footer of {length} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"at most {end - MagicBytes}"));
    }

    private void CheckChunks(long end)
    {
        for (int i = 0; i < Metadata.Groups.Length; i++)
        {
            RowGroup group = Metadata.Groups[i];
            if (group.Chunks.Length != Columns.Length)
            {
                throw new ParquetFaultException(
                    string.Create(CultureInfo.InvariantCulture, $"{group.Chunks.Length} columns in row group {i}"),
                    string.Create(CultureInfo.InvariantCulture, $"{Columns.Length}"));
            }

            long stored = 0;
            for (int column = 0; column < Columns.Length; column++)
            {
                Check(group, column, end, i);
                stored += group.Chunks[column].StoredBytes;
            }

            if (group.Rows > RowsForNothing + (stored * RowsForByte))
            {
                throw new ParquetFaultException(
                    string.Create(CultureInfo.InvariantCulture, $"{group.Rows} rows in {stored} bytes"),
                    string.Create(CultureInfo.InvariantCulture, $"at most {RowsForByte} rows a byte"));
            }
        }
    }

    private void Check(RowGroup group, int column, long end, int index)
    {
        ColumnChunk chunk = group.Chunks[column];
        string place = string.Create(
            CultureInfo.InvariantCulture, $"column '{Columns[column].Name}' in row group {index}");
        if (chunk.Type != Columns[column].Type)
        {
            throw new ParquetFaultException($"{place} of another type than in the schema", "the same type");
        }

        if (chunk.Values != group.Rows)
        {
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"{place} of {chunk.Values} values"),
                string.Create(CultureInfo.InvariantCulture, $"{group.Rows}, one for each row"));
        }

        if (chunk.Offset < MagicBytes || chunk.StoredBytes < 0 || chunk.Offset > end
            || chunk.StoredBytes > end - chunk.Offset)
        {
            throw new ParquetFaultException(
                string.Create(
                    CultureInfo.InvariantCulture, $"{place} at byte {chunk.Offset}, {chunk.StoredBytes} bytes long"),
                string.Create(CultureInfo.InvariantCulture, $"a place within the {end} bytes before the footer"));
        }
    }
}
