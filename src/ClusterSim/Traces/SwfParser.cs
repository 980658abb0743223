using System.Globalization;
using System.Text.RegularExpressions;
using ClusterSim.Tables;

namespace ClusterSim.Traces;

/// <summary>
/// Parses rows of the Standard Workload Format out of large blocks of bytes, without a string or any other
/// allocation per row.
/// </summary>
internal sealed partial class SwfParser
{
    /// <summary>Fields that the dialect of RAPS adds to the 18.</summary>
    public const int FurtherFields = 3;

    private const int BlockBytes = 1 << 18;
    private const long LargestWhole = CsvTableReader.MaxSeconds;
    private const long LargestName = 100_000_000_000_000_000;
    private readonly Stream _content;
    private readonly string _file;
    private byte[] _block = new byte[BlockBytes];
    private int _start;
    private int _end;
    private bool _ended;
    private SwfRow _row;

    public SwfParser(Stream content, string file)
    {
        _content = content;
        _file = file;
        Fill();
        _start = _block.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>The comments read so far.</summary>
    public SwfHeader Header { get; } = new();

    /// <summary>The current row.</summary>
    public ref readonly SwfRow Row => ref _row;

    /// <summary>Line of the current row, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Whether the current row has the further fields of the dialect of RAPS.</summary>
    public bool HasFurtherFields { get; private set; }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="TableFormatException">A row does not have 18 numbers.</exception>
    public bool Read()
    {
        while (NextLine(out ReadOnlySpan<byte> line))
        {
            Line++;
            int at = SkipBlanks(line, 0);
            if (at == line.Length)
            {
                continue;
            }

            if (line[at] == ';')
            {
                Header.Add(line[at..]);
                continue;
            }

            Parse(line, at);
            Rows++;
            return true;
        }

        return false;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            at++;
        }

        return at;
    }

    private void Parse(ReadOnlySpan<byte> line, int at)
    {
        for (int field = 0; field < SwfRow.FieldCount; field++)
        {
            if (at == line.Length)
            {
                string count = string.Create(CultureInfo.InvariantCulture, $"{field} fields");
                throw Fault(Name(field), $"a row of {count}", "18 numbers");
            }

            at = SkipBlanks(line, ParseNumber(line, at, field));
        }

        HasFurtherFields = CountFields(line[at..]) == FurtherFields;
        if (at < line.Length && !HasFurtherFields)
        {
            throw Fault("after field 18", CsvTableReader.Quote(line[at..]), "the end of the row");
        }

        CheckRanges();
    }

    private static int CountFields(ReadOnlySpan<byte> text)
    {
        int count = 0;
        bool inside = false;
        foreach (byte character in text)
        {
            bool blank = character is (byte)' ' or (byte)'\t' or (byte)'\r';
            count += !blank && !inside ? 1 : 0;
            inside = !blank;
        }

        return count;
    }

    /// <summary>Reads one number from <paramref name="at"/> on and returns where it ends.</summary>
    private int ParseNumber(ReadOnlySpan<byte> line, int at, int field)
    {
        int start = at;
        bool negative = line[at] == '-';
        at += negative ? 1 : 0;
        long largest = IsName((SwfField)field) ? LargestName : LargestWhole;
        long whole = 0;
        int first = at;
        uint digit;
        while (at < line.Length && (digit = unchecked((uint)(line[at] - '0'))) <= 9 && whole <= largest)
        {
            whole = (whole * 10) + digit;
            at++;
        }

        bool plain = at > first && (at == line.Length || line[at] is (byte)' ' or (byte)'\t' or (byte)'\r');
        if (plain && whole <= largest)
        {
            _row.Set(field, negative ? -whole : whole, 0);
            return at;
        }

        return ParseFraction(line, start, field);
    }

    private int ParseFraction(ReadOnlySpan<byte> line, int start, int field)
    {
        int length = line[start..].IndexOfAny(" \t\r"u8);
        ReadOnlySpan<byte> text = length < 0 ? line[start..] : line.Slice(start, length);
        if (!DecimalText.TryParse(text, DecimalText.TickDecimals, out long scaled)
            || Math.Abs(scaled) > LargestWhole * TimeSpan.TicksPerSecond)
        {
            throw Fault(Name(field), CsvTableReader.Quote(text), "a number of at most 1e11, or -1");
        }

        (long whole, long fraction) = Math.DivRem(scaled, TimeSpan.TicksPerSecond);
        if (fraction != 0 && IsWhole((SwfField)field))
        {
            throw Fault(Name(field), CsvTableReader.Quote(text), "a whole number");
        }

        _row.Set(field, whole, fraction);
        return start + text.Length;
    }

    /// <summary>Whether a field names someone or something; some logs hash names to large numbers.</summary>
    private static bool IsName(SwfField field) =>
        field is SwfField.User or SwfField.Group or SwfField.Executable;

    /// <summary>Whether a field is a count or a name; times, memory and CPU time may have a fraction.</summary>
    private static bool IsWhole(SwfField field) => field
        is SwfField.JobNumber or SwfField.AllocatedProcessors or SwfField.RequestedProcessors
        or SwfField.Status or SwfField.User or SwfField.Group or SwfField.Executable
        or SwfField.Queue or SwfField.Partition or SwfField.PrecedingJob;

    private void CheckRanges()
    {
        const long largestCount = 100_000_000;
        bool counted = _row.Whole(SwfField.RequestedProcessors) <= largestCount
            && _row.Whole(SwfField.AllocatedProcessors) <= largestCount;
        if (!counted)
        {
            throw Fault("fields 5 and 8 (processors)", "more than 1e8", "a number of processors");
        }

        if (_row.Whole(SwfField.Status) is < -1 or > 5)
        {
            string found = _row.Whole(SwfField.Status).ToString(CultureInfo.InvariantCulture);
            throw Fault(Name((int)SwfField.Status), $"'{found}'", "a status from 0 to 5, or -1");
        }
    }

    private static string Name(int field)
    {
        string words = Capital().Replace(((SwfField)field).ToString(), " $0").Trim();
        return string.Create(CultureInfo.InvariantCulture, $"field {field + 1} ({words.ToLowerInvariant()})");
    }

    private TableFormatException Fault(string field, string found, string expected) =>
        new(_file, Line, field, found, expected);

    /// <summary>The next line without its line feed; false at the end of the content.</summary>
    private bool NextLine(out ReadOnlySpan<byte> line)
    {
        int feed;
        while ((feed = _block.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0 && !_ended)
        {
            Fill();
        }

        int length = feed < 0 ? _end - _start : feed;
        line = _block.AsSpan(_start, length);
        bool any = feed >= 0 || length > 0;
        _start += length + (feed >= 0 ? 1 : 0);
        return any;
    }

    /// <summary>Moves what is left to the front and reads on behind it.</summary>
    private void Fill()
    {
        int rest = _end - _start;
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

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
