using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ClusterSim.Time;
using CsvHelper;

namespace ClusterSim.Tables;

/// <summary>
/// Reads a CSV table with a header row by column position, as UTF-8 bytes without a string per field. Every error
/// names file, line and column, what was found and what was expected.
/// </summary>
internal sealed class CsvTableReader : ITableReader
{
    /// <summary>
    /// Longest time that a table may hold; sums of several of them still fit into <see cref="SimTime"/>.
    /// </summary>
    public const long MaxSeconds = 100_000_000_000;

    private const int MaxRecordBytes = 64 << 20;
    private const string TimeExpectation = "a time in seconds from 0 to 1e11";
    private readonly CsvReader _csv;
    private readonly string _file;
    private readonly Func<bool> _next;
    private int[] _position = [];
    private bool _firstRowIsRead;

    /// <summary>Reads the header row of <paramref name="content"/>, which stays open.</summary>
    public CsvTableReader(Stream content, string file, char separator = ',')
    {
        _file = file;
        _csv = CsvReader.Create(content, Options(separator, hasHeader: true), leaveOpen: true);
        _next = _csv.Read;
        Guarded(() =>
        {
            _csv.ReadHeader();
            return true;
        });
        Header = [.. _csv.Headers.Select(name => name.Trim())];
    }

    /// <summary>
    /// Reads a table that may come without a header row: then its columns are <paramref name="columns"/> in this
    /// order. A first row that has most of their names is a header row and must have exactly them.
    /// </summary>
    public CsvTableReader(Stream content, string file, IReadOnlyList<string> columns)
    {
        _file = file;
        _csv = CsvReader.Create(content, Options(',', hasHeader: false), leaveOpen: true);
        _next = _csv.Read;
        Header = columns;
        _firstRowIsRead = Guarded(_next);
        if (_firstRowIsRead && FirstRow() is { } row && row.Count(columns.Contains) * 2 > columns.Count)
        {
            Header = row;
            _firstRowIsRead = false;
        }

        RequireExactly(columns);
    }

    /// <summary>Names of the columns as the file has them.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Line from 1 on which the current row begins.</summary>
    public int Line => (int)_csv.LineNumber;

    /// <summary>
    /// Demands that the file has exactly these columns, in any order, and makes positions in
    /// <paramref name="columns"/> the indexes of all further calls.
    /// </summary>
    public void RequireExactly(IReadOnlyList<string> columns) => RequireExactly(columns, []);

    /// <summary>
    /// As above; the file may also have columns of <paramref name="optional"/>, whose indexes follow. Those that it
    /// lacks are told by <see cref="Has"/> and must not be read.
    /// </summary>
    public void RequireExactly(IReadOnlyList<string> columns, IReadOnlyList<string> optional)
    {
        _position = TableHeader.Positions(_file, 1, Header, columns, optional);
    }

    /// <summary>Whether the file has the column.</summary>
    public bool Has(int column) => _position[column] >= 0;

    /// <summary>
    /// Makes positions in <paramref name="columns"/>, all of which the file must have, the indexes of all further
    /// calls.
    /// </summary>
    public void Select(IReadOnlyList<string> columns)
    {
        _position = new int[columns.Count];
        for (int i = 0; i < columns.Count; i++)
        {
            int at = Header.ToList().IndexOf(columns[i]);
            _position[i] = at >= 0
                ? at
                : throw new TableFormatException(
                    _file, 1, "", $"no column '{columns[i]}' among {string.Join(",", Header)}", "that column");
        }
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read()
    {
        if (!_firstRowIsRead && !Guarded(_next))
        {
            return false;
        }

        _firstRowIsRead = false;
        return _csv.FieldCount == Header.Count
            ? true
            : throw new TableFormatException(
                _file, Line, "", Count(_csv.FieldCount, "field"), Count(Header.Count, "field") + " as in the header");
    }

    public ReadOnlySpan<byte> Bytes(int column) => _csv.GetSpan(_position[column]);

    public bool IsEmpty(int column) => Bytes(column).Trim((byte)' ').IsEmpty;

    /// <summary>The whole current row as it stands in the file.</summary>
    public string Raw => Encoding.UTF8.GetString(_csv.RawRecord);

    public string Text(int column) => _csv.GetString(_position[column]);

    /// <summary>A whole number, also when written with a zero fraction.</summary>
    public long Whole(int column, long min, long max)
    {
        const int decimals = 3, scale = 1000;
        return DecimalText.TryParse(Bytes(column), decimals, out long scaled) && scaled % scale == 0
            && scaled / scale >= min && scaled / scale <= max
            ? scaled / scale
            : throw Fault(column, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
    }

    /// <summary>A whole number that fits 32 bits.</summary>
    public int Int(int column, int min, int max) => (int)Whole(column, min, max);

    /// <summary>A number times 10^<paramref name="decimals"/>, rounded to the nearest whole number.</summary>
    public long Scaled(int column, int decimals, string expected)
    {
        return DecimalText.TryParse(Bytes(column), decimals, out long scaled) && scaled >= 0
            ? scaled
            : throw Fault(column, expected);
    }

    /// <summary>As <see cref="Scaled"/>, up to <paramref name="most"/>; 0 for an empty field.</summary>
    public long ScaledOrZero(int column, int decimals, long most, string expected)
    {
        long scaled = IsEmpty(column) ? 0 : Scaled(column, decimals, expected);
        return scaled <= most ? scaled : throw Fault(column, expected);
    }

    /// <summary>A length in seconds, exact to 100 ns.</summary>
    public TimeSpan Length(int column)
    {
        return DecimalText.TryParse(Bytes(column), DecimalText.TickDecimals, out long ticks)
            && ticks is >= 0 and <= MaxSeconds * TimeSpan.TicksPerSecond
            ? new TimeSpan(ticks)
            : throw Fault(column, TimeExpectation);
    }

    /// <summary>A length in seconds, or <c>null</c> for an empty field.</summary>
    public TimeSpan? LengthOrNull(int column) => IsEmpty(column) ? null : Length(column);

    /// <summary>A point in seconds since the epoch, exact to 100 ns.</summary>
    public SimTime Time(int column) => new(Length(column).Ticks);

    /// <summary>A point in seconds since the epoch, or <c>null</c> for an empty field.</summary>
    public SimTime? TimeOrNull(int column) => IsEmpty(column) ? null : Time(column);

    /// <summary>A number, or <c>null</c> for an empty field.</summary>
    public double? NumberOrNull(int column)
    {
        ReadOnlySpan<byte> text = Bytes(column);
        if (text.IsEmpty)
        {
            return null;
        }

        return Utf8Parser.TryParse(text, out double value, out int used) && used == text.Length
            ? value
            : throw Fault(column, "a number or nothing");
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(int column)
    {
        ReadOnlySpan<byte> text = Bytes(column);
        return text.SequenceEqual("true"u8)
            || (!text.SequenceEqual("false"u8) ? throw Fault(column, "true or false") : false);
    }

    /// <summary>
    /// The error that <paramref name="column"/> of the current row does not hold <paramref name="expected"/>.
    /// </summary>
    public TableFormatException Fault(int column, string expected)
    {
        int at = _position[column];
        string where = string.Create(CultureInfo.InvariantCulture, $"column '{Header[at]}' ({at + 1})");
        return new TableFormatException(_file, Line, where, Quote(Bytes(column)), expected);
    }

    public void Dispose() => _csv.Dispose();

    /// <summary>Text of a field for an error message: quoted, shortened, on one line.</summary>
    public static string Quote(ReadOnlySpan<byte> field)
    {
        const int longest = 40;
        if (field.IsEmpty)
        {
            return "an empty field";
        }

        string text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, longest)]);
        string printable = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return field.Length > longest ? $"'{printable}...'" : $"'{printable}'";
    }

    private static CsvReaderOptions Options(char separator, bool hasHeader) => new()
    {
        Separator = separator,
        HasHeader = hasHeader,
        TrackLineNumbers = true,
        PoolStrings = true,
        MaxRecordSize = MaxRecordBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private List<string> FirstRow() =>
        [.. Enumerable.Range(0, _csv.FieldCount).Select(i => _csv.GetString(i).Trim())];

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new TableFormatException(
                _file, error.LineNumber, "", "broken quoting or an endless row", "a CSV row (RFC 4180)");
        }
    }
}
