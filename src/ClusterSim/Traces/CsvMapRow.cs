using System.Globalization;
using System.Text;
using ClusterSim.Tables;

namespace ClusterSim.Traces;

/// <summary>The current row of a table, seen through a column map.</summary>
internal sealed class CsvMapRow
{
    private const int Decimals = 7, TenToDecimals = 10_000_000;
    private const DateTimeStyles Styles =
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;

    private static readonly string[] s_isoFormats =
    [
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd",
    ];

    private readonly CsvMap _map;
    private readonly CsvTableReader _table;
    private readonly Dictionary<CsvMapField, int> _position = [];

    /// <exception cref="TableFormatException">The table lacks a column that the map names.</exception>
    public CsvMapRow(CsvMap map, CsvTableReader table)
    {
        _map = map;
        _table = table;
        IEnumerable<CsvMapEntry> mapped = map.Fields.Values.Where(entry => entry.Constant is null);
        string[] columns = [.. mapped.Select(entry => entry.Column).Distinct()];
        table.Select(columns);
        foreach ((CsvMapField field, CsvMapEntry entry) in map.Fields)
        {
            _position[field] = Array.IndexOf(columns, entry.Column);
        }
    }

    public int Line => _table.Line;

    /// <summary>The whole row as it stands in the file.</summary>
    public string Raw => _table.Raw;

    /// <summary>The text of a field, translated; empty when it is not mapped or not known.</summary>
    public string Text(CsvMapField field)
    {
        if (!_map.Fields.TryGetValue(field, out CsvMapEntry? entry))
        {
            return "";
        }

        string text = entry.Constant ?? _table.Text(_position[field]).Trim();
        text = entry.Constant is null && _map.Unknown.Contains(text) ? entry.Default ?? "" : text;
        return entry.Values.Count > 0 && entry.Values.TryGetValue(text, out string? meaning) ? meaning : text;
    }

    /// <summary>A time or length in ticks of 100 ns; <c>null</c> when not mapped or not known.</summary>
    public long? Ticks(CsvMapField field)
    {
        string text = Text(field);
        if (text.Length == 0)
        {
            return null;
        }

        CsvMapEntry entry = _map.Fields[field];
        return entry.Unit == CsvMapUnits.DateTime
            ? ParseCalendar(text, entry.DateFormat) ?? throw Fault(field, CalendarExpectation(entry))
            : Scaled(text, CsvMapUnits.Scale(field, entry.Unit) * TimeSpan.TicksPerSecond,
                CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond)
            ?? throw Fault(field, $"a time in {entry.Unit}");
    }

    /// <summary>A whole number; <c>null</c> when not mapped or not known.</summary>
    public long? Whole(CsvMapField field, long min, long max)
    {
        string text = Text(field);
        return text.Length == 0 ? null
            : DecimalText.TryParse(Encoding.UTF8.GetBytes(text), Decimals, out long scaled)
                && scaled % TenToDecimals == 0
                && scaled / TenToDecimals >= min && scaled / TenToDecimals <= max ? scaled / TenToDecimals
            : throw Fault(field, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
    }

    /// <summary>A resource in milli-cores or MiB; 0 when not mapped or not known.</summary>
    public long Amount(CsvMapField field, long max)
    {
        string text = Text(field);
        string unit = text.Length == 0 ? "" : _map.Fields[field].Unit;
        return text.Length == 0 ? 0
            : Scaled(text, CsvMapUnits.Scale(field, unit), max) is { } value and >= 0 ? value
            : throw Fault(field, $"a number of {unit}");
    }

    /// <summary>A number times 1000; 0 when not mapped or not known.</summary>
    public long Milli(CsvMapField field)
    {
        const long most = 1_000_000_000;
        string text = Text(field);
        return text.Length == 0 ? 0
            : Scaled(text, 1000, most) is { } value and >= 0 ? value
            : throw Fault(field, "a number of 0 or more");
    }

    public TableFormatException Fault(CsvMapField field, string expected)
    {
        CsvMapEntry entry = _map.Fields[field];
        return entry.Constant is null
            ? _table.Fault(_position[field], expected)
            : new TableFormatException(
                _map.Path, 0, $"constant of {CsvMapFile.NameOf(field)}", $"'{entry.Constant}'", expected);
    }

    private static string CalendarExpectation(CsvMapEntry entry) =>
        entry.DateFormat.Length > 0
            ? $"a time of the form {entry.DateFormat}"
            : "a time like 2017-10-09 07:01:55 or 2017-10-09T07:01:55Z";

    private static long? ParseCalendar(string text, string format)
    {
        string[] formats = format.Length > 0 ? [format] : s_isoFormats;
        return DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, Styles, out DateTime time)
            ? time.Ticks
            : null;
    }

    /// <summary>Value × scale, exact in decimal; <c>null</c> when it is no number or beyond the largest.</summary>
    private static long? Scaled(string text, double scale, long largest)
    {
        if (!DecimalText.TryParse(Encoding.UTF8.GetBytes(text), Decimals, out long value)
            || Math.Abs(value * scale / TenToDecimals) > largest)
        {
            return null;
        }

        return (long)Math.Round((decimal)value * (decimal)scale / TenToDecimals, MidpointRounding.AwayFromZero);
    }
}
