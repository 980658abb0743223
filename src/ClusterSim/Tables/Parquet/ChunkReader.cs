using System.Buffers.Binary;
using System.Globalization;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Reads the values of one column chunk, page by page, in batches. It holds one decompressed page at a time.
/// </summary>
internal sealed class ChunkReader(string file, byte[] bytes, ParquetColumn column, ColumnChunk chunk)
{
    private readonly int _end = (int)(chunk.Offset + chunk.StoredBytes);
    private int _at = (int)chunk.Offset;
    private int _page;
    private long _leftInChunk = chunk.Values;
    private int _leftInPage;
    private ColumnBatch? _dictionary;
    private RunLengthReader? _levels;
    private IPageValues? _values;
    private int[] _definition = [];

    /// <summary>Reads the next <paramref name="rows"/> values, of which the chunk must have so many.</summary>
    /// <exception cref="TableFormatException">A page is damaged or not supported.</exception>
    public void Read(ColumnBatch batch, int rows)
    {
        try
        {
            batch.AllPresent = true;
            for (int done = 0; done < rows;)
            {
                if (_leftInPage == 0)
                {
                    NextPage();
                    continue;
                }

                int count = Math.Min(_leftInPage, rows - done);
                ReadFromPage(batch, done, count);
                done += count;
                _leftInPage -= count;
            }
        }
        catch (ParquetFaultException fault)
        {
            throw Located(fault);
        }
    }

    private TableFormatException Located(ParquetFaultException fault)
    {
        string place = string.Create(
            CultureInfo.InvariantCulture, $"column '{column.Name}', page at byte {_page}");
        return new TableFormatException(file, 0, place, fault.Found, fault.Expected);
    }

    private void ReadFromPage(ColumnBatch batch, int start, int count)
    {
        int present = count;
        if (_levels is not null)
        {
            present = ReadLevels(batch, start, count);
        }

        _values!.Read(batch, start, present);
        if (present < count)
        {
            batch.Spread(start, count, present);
        }
    }

    private int ReadLevels(ColumnBatch batch, int start, int count)
    {
        _definition = _definition.Length < count ? new int[count] : _definition;
        Span<int> levels = _definition.AsSpan(0, count);
        _levels!.Read(levels);
        int present = levels.Count(1);
        if (present < count)
        {
            batch.ExpectNulls(start);
        }

        if (!batch.AllPresent)
        {
            for (int i = 0; i < count; i++)
            {
                batch.Present[start + i] = levels[i] == 1;
            }
        }

        return present;
    }

    private void NextPage()
    {
        _page = _at;
        if (_at >= _end)
        {
            throw new ParquetFaultException("no further page", "a value for each row");
        }

        PageHeader header = PageHeader.Read(bytes.AsSpan(_at.._end), out int length);
        int start = _at + length;
        _at = start + header.StoredBytes;
        switch (header.Type)
        {
            case ParquetPageType.Dictionary:
                _dictionary = ReadDictionary(header, start);
                break;
            case ParquetPageType.Data or ParquetPageType.DataV2:
                BeginData(header, start);
                break;
            default:
                break;
        }
    }

    private ColumnBatch ReadDictionary(in PageHeader header, int start)
    {
        (byte[] page, int from, int end) = Content(header, start);
        // Each entry takes at least four bytes, so that a claim is checked before room is made for it.
        const int shortest = 4;
        if (header.Encoding is not ((int)ParquetEncoding.Plain or (int)ParquetEncoding.PlainDictionary)
            || column.Type == ParquetType.Boolean || header.Values > (end - from) / shortest)
        {
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"a dictionary of {header.Values} entries, encoding "
                    + $"{header.Encoding}, in {end - from} bytes"),
                "a dictionary in plain encoding");
        }

        ColumnBatch dictionary = new(column.Kind, header.Values);
        new PlainValues(column, page, from, end).Read(dictionary, 0, header.Values);
        return dictionary;
    }

    private void BeginData(in PageHeader header, int start)
    {
        if (header.Values > _leftInChunk)
        {
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"{header.Values} values"),
                string.Create(CultureInfo.InvariantCulture, $"at most the {_leftInChunk} that are left"));
        }

        (byte[] page, int from, int end) = Content(header, start);
        if (header.Type == ParquetPageType.DataV2)
        {
            // The levels stand before the compressed part, so that they are at the same place in the file.
            _levels = column.Optional ? new RunLengthReader(bytes, start, start + header.LevelBytes, 1) : null;
        }
        else
        {
            from = BeginLevels(header, page, from, end);
        }

        _values = ValuesOf(header, page, from, end);
        _leftInPage = header.Values;
        _leftInChunk -= header.Values;
    }

    private int BeginLevels(in PageHeader header, byte[] page, int from, int end)
    {
        _levels = null;
        if (!column.Optional)
        {
            return from;
        }

        if (header.LevelEncoding != (int)ParquetEncoding.Rle)
        {
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"levels in encoding {header.LevelEncoding}"),
                "levels as run lengths (3)");
        }

        int length = Prefix(page, from, end);
        from += sizeof(int);
        _levels = new RunLengthReader(page, from, from + length, 1);
        return from + length;
    }

    /// <summary>The length that stands before run lengths.</summary>
    private static int Prefix(byte[] page, int from, int end)
    {
        int length = end - from >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(from)) : -1;
        return length >= 0 && length <= end - from - sizeof(int)
            ? length
            : throw new ParquetFaultException("run lengths that are longer than their page", "their length");
    }

    private IPageValues ValuesOf(in PageHeader header, byte[] page, int from, int end)
    {
        switch ((ParquetEncoding)header.Encoding)
        {
            case ParquetEncoding.Plain:
                return new PlainValues(column, page, from, end);
            case ParquetEncoding.Rle when column.Type == ParquetType.Boolean:
                int length = Prefix(page, from, end);
                return new RunLengthFlags(
                    new RunLengthReader(page, from + sizeof(int), from + sizeof(int) + length, 1));
            case ParquetEncoding.PlainDictionary or ParquetEncoding.RleDictionary:
                return Indexes(page, from, end);
            default:
                throw new ParquetFaultException(
                    EncodingName(header.Encoding), "values in PLAIN, RLE_DICTIONARY or, for booleans, RLE encoding");
        }
    }

    private DictionaryValues Indexes(byte[] page, int from, int end)
    {
        const int widest = 31;
        int width = from < end ? page[from] : 0;
        return _dictionary is { } dictionary && width <= widest
            ? new DictionaryValues(dictionary, new RunLengthReader(page, Math.Min(from + 1, end), end, width))
            : throw new ParquetFaultException(
                _dictionary is null ? "values from a dictionary that is not there" : "indexes wider than 31 bits",
                "a dictionary page before the data");
    }

    private static string EncodingName(int encoding)
    {
        string[] names = ["DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"];
        return encoding switch
        {
            >= 5 and <= 7 => $"values in {names[encoding - 5]} encoding",
            9 => "values in BYTE_STREAM_SPLIT encoding",
            _ => string.Create(CultureInfo.InvariantCulture, $"values in encoding {encoding}"),
        };
    }

    /// <summary>The decompressed page, without the levels of version 2.</summary>
    private (byte[] Page, int Start, int End) Content(in PageHeader header, int start)
    {
        int from = start + header.LevelBytes;
        int stored = header.StoredBytes - header.LevelBytes, content = header.ContentBytes - header.LevelBytes;
        if (chunk.Codec == ParquetCodec.None || !header.Compressed)
        {
            return stored == content
                ? (bytes, from, from + stored)
                : throw new ParquetFaultException("two sizes of an uncompressed page", "the same size");
        }

        // Some writers leave nothing at all where a page of version 2 has no values.
        return stored == 0 && content == 0
            ? ([], 0, 0)
            : (Compression.Decompress(chunk.Codec, bytes, from, stored, content), 0, content);
    }
}
