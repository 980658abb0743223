using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Writes a Parquet file of a flat table group by group: one page per column and group, a dictionary for text that
/// repeats, statistics, the same bytes for the same rows. The values go to <see cref="Buffers"/>.
/// </summary>
internal sealed class ParquetFileWriter : IDisposable
{
    /// <summary>Rows of a group: as many as make a page of 1 MiB out of numbers of 64 bits.</summary>
    public const int GroupRows = 1 << 17;

    private readonly Stream _target;
    private readonly ParquetCodec _codec;
    private readonly int _groupRows;
    private readonly bool _leaveOpen;
    private readonly ArrayBufferWriter<byte> _page = new();
    private readonly ArrayBufferWriter<byte> _dictionary = new();
    private readonly List<RowGroup> _groups = [];
    private int _rows;
    private long _offset;
    private bool _closed;

    public ParquetFileWriter(
        Stream target, ImmutableArray<ParquetColumn> columns, ParquetCodec codec = ParquetCodec.Snappy,
        int groupRows = GroupRows, bool leaveOpen = false)
    {
        _target = target;
        _codec = codec;
        _groupRows = groupRows;
        _leaveOpen = leaveOpen;
        Columns = columns;
        Buffers = [.. columns.Select(column => BufferFor(column, groupRows))];
        Store(ParquetFile.Magic);
    }

    public ImmutableArray<ParquetColumn> Columns { get; }

    /// <summary>Where the values of each column go; one value for each row.</summary>
    public ImmutableArray<ColumnBuffer> Buffers { get; }

    /// <summary>Ends a row after each column got a value.</summary>
    public void EndRow()
    {
        _rows++;
        bool full = _rows == _groupRows;
        foreach (ColumnBuffer buffer in Buffers)
        {
            if (buffer.Rows != _rows)
            {
                throw new InvalidOperationException($"Column '{buffer.Column.Name}' has no value in a row.");
            }

            full |= buffer.IsLarge;
        }

        if (full)
        {
            WriteGroup();
        }
    }

    /// <summary>Writes the rows that are left and the footer.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        if (_rows > 0)
        {
            WriteGroup();
        }

        string version = typeof(ParquetFileWriter).Assembly.GetName().Version?.ToString(3) ?? "0";
        long rows = _groups.Sum(group => group.Rows);
        ReadOnlySpan<byte> footer = FooterWriter.Write(
            new ParquetMetadata(Columns, rows, [.. _groups], "clustersim version " + version));
        Store(footer);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        Store(length);
        Store(ParquetFile.Magic);
        if (_leaveOpen)
        {
            _target.Flush();
        }
        else
        {
            _target.Dispose();
        }
    }

    private static ColumnBuffer BufferFor(ParquetColumn column, int capacity) => column.Type switch
    {
        ParquetType.Boolean => new FlagBuffer(column, capacity),
        ParquetType.Int64 => new WholeBuffer(column, capacity),
        ParquetType.Double => new NumberBuffer(column, capacity),
        ParquetType.ByteArray => new TextBuffer(column, capacity),
        _ => throw new ArgumentException($"Columns of {column.Type} are read, but not written.", nameof(column)),
    };

    private void WriteGroup()
    {
        _groups.Add(new RowGroup(_rows, [.. Buffers.Select(WriteChunk)]));
        foreach (ColumnBuffer buffer in Buffers)
        {
            buffer.Clear();
        }

        _rows = 0;
    }

    private ColumnChunk WriteChunk(ColumnBuffer buffer)
    {
        long start = _offset, content = 0;
        bool dictionary = buffer.DictionaryEntries > 0;
        FillPages(buffer);
        ParquetCodec codec = Compression.Shrinks(_codec, _page.WrittenSpan) ? _codec : ParquetCodec.None;
        if (dictionary)
        {
            PageHeader entries = new() { Type = ParquetPageType.Dictionary, Values = buffer.DictionaryEntries };
            content += WritePage(entries, codec, _dictionary.WrittenSpan);
        }

        long data = _offset;
        ParquetEncoding encoding = dictionary ? ParquetEncoding.RleDictionary : ParquetEncoding.Plain;
        PageHeader values = new() { Type = ParquetPageType.Data, Values = buffer.Rows, Encoding = (int)encoding };
        content += WritePage(values, codec, _page.WrittenSpan);
        return new ColumnChunk
        {
            Type = buffer.Column.Type,
            Codec = codec,
            Encodings = dictionary ? [ParquetEncoding.Plain, ParquetEncoding.Rle, ParquetEncoding.RleDictionary]
                : [ParquetEncoding.Plain, ParquetEncoding.Rle],
            Values = buffer.Rows,
            ContentBytes = content,
            StoredBytes = _offset - start,
            DataOffset = data,
            DictionaryOffset = dictionary ? start : null,
            Statistics = buffer.Statistics(),
        };
    }

    private void FillPages(ColumnBuffer buffer)
    {
        _dictionary.ResetWrittenCount();
        _page.ResetWrittenCount();
        buffer.WriteDictionary(_dictionary);
        if (buffer.Column.Optional)
        {
            // The levels follow their length.
            ArrayBufferWriter<byte> levels = new();
            buffer.WriteLevels(levels);
            BinaryPrimitives.WriteInt32LittleEndian(_page.GetSpan(sizeof(int)), levels.WrittenCount);
            _page.Advance(sizeof(int));
            _page.Write(levels.WrittenSpan);
        }

        buffer.WriteValues(_page);
    }

    /// <returns>Bytes of the header and the page, not compressed.</returns>
    private long WritePage(in PageHeader page, ParquetCodec codec, ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> stored = codec == ParquetCodec.None ? content : Compression.Compress(codec, content);
        bool data = page.Type == ParquetPageType.Data;
        ThriftWriter header = new();
        header.BeginElement().Int32(1, (int)page.Type).Int32(2, content.Length).Int32(3, stored.Length)
            .BeginStruct(data ? 5 : 7).Int32(1, page.Values).Int32(2, page.Encoding);
        if (data)
        {
            header.Int32(3, (int)ParquetEncoding.Rle).Int32(4, (int)ParquetEncoding.Rle);
        }

        header.EndStruct().EndStruct();
        Store(header.Written);
        Store(stored);
        return header.Written.Length + content.Length;
    }

    private void Store(ReadOnlySpan<byte> bytes)
    {
        _target.Write(bytes);
        _offset += bytes.Length;
    }
}
