using System.Globalization;

namespace ClusterSim.Tables;

/// <summary>
/// Reads lines whose fields are divided by one character, without quoting, as UTF-8 bytes without a string per field.
/// Every error names file, line and field.
/// </summary>
internal sealed class PlainTableReader
{
    private const int BlockBytes = 1 << 18;
    private const int MaxLineBytes = 64 << 20;
    private readonly Stream _content;
    private readonly string _file;
    private readonly byte _separator;
    private readonly List<int> _ends = [];
    private readonly TextPool _texts = new();
    private byte[] _block = new byte[BlockBytes];
    private int _start, _end, _lineStart, _lineEnd;
    private bool _ended;

    public PlainTableReader(Stream content, string file, char separator)
    {
        (_content, _file, _separator) = (content, file, (byte)separator);
        Fill();
        _start = _block.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>Line of the current row, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Fields of the current row.</summary>
    public int FieldCount => _ends.Count;

    /// <summary>Goes to the next line that is not blank; false at the end.</summary>
    public bool Read()
    {
        while (NextLine())
        {
            Line++;
            if (!Row.Trim(" \t\r"u8).IsEmpty)
            {
                Split();
                return true;
            }
        }

        return false;
    }

    /// <summary>A field of the current row, from 0.</summary>
    public ReadOnlySpan<byte> Bytes(int field)
    {
        int start = field == 0 ? _lineStart : _ends[field - 1] + 1;
        return _block.AsSpan(start, _ends[field] - start);
    }

    /// <summary>A field of the current row as a string; equal short fields share one.</summary>
    public string Text(int field) => _texts.Get(Bytes(field));

    /// <summary>A whole number.</summary>
    public long Whole(int field, string name, long min, long max)
    {
        const int decimals = 3, scale = 1000;
        return DecimalText.TryParse(Bytes(field), decimals, out long scaled) && scaled % scale == 0
            && scaled / scale >= min && scaled / scale <= max
            ? scaled / scale
            : throw Fault(field, name,
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
    }

    /// <summary>The error that a field of the current row is not <paramref name="expected"/>.</summary>
    public TableFormatException Fault(int field, string name, string expected) =>
        new(_file, Line, string.Create(CultureInfo.InvariantCulture, $"field {field + 1} ({name})"),
            CsvTableReader.Quote(Bytes(field)), expected);

    /// <summary>The error that the current row does not have the right number of fields.</summary>
    public TableFormatException CountFault(string expected) =>
        new(_file, Line, "",
            string.Create(CultureInfo.InvariantCulture, $"{FieldCount} field{(FieldCount == 1 ? "" : "s")}"), expected);

    private ReadOnlySpan<byte> Row => _block.AsSpan(_lineStart, _lineEnd - _lineStart);

    private void Split()
    {
        _lineEnd -= Row[^1] == '\r' ? 1 : 0;
        _ends.Clear();
        int at = _lineStart, next;
        while ((next = _block.AsSpan(at, _lineEnd - at).IndexOf(_separator)) >= 0)
        {
            _ends.Add(at + next);
            at += next + 1;
        }

        _ends.Add(_lineEnd);
    }

    private bool NextLine()
    {
        int feed;
        while ((feed = _block.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0 && !_ended)
        {
            Fill();
        }

        _lineStart = _start;
        _lineEnd = feed < 0 ? _end : _start + feed;
        _start = feed < 0 ? _end : _lineEnd + 1;
        return feed >= 0 || _lineEnd > _lineStart;
    }

    /// <summary>Moves what is left to the front and reads on behind it.</summary>
    private void Fill()
    {
        int rest = _end - _start;
        if (rest > MaxLineBytes)
        {
            throw new TableFormatException(_file, Line + 1, "", "an endless line", "a line of at most 64 MiB");
        }

        if (rest == _block.Length)
        {
            Array.Resize(ref _block, 2 * _block.Length);
        }

        _block.AsSpan(_start, rest).CopyTo(_block);
        (_start, _end) = (0, rest);
        int count = _content.Read(_block.AsSpan(_end));
        _ended = count == 0;
        _end += count;
    }
}
