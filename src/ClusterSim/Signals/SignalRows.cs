using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using ClusterSim.Tables;

namespace ClusterSim.Signals;

/// <summary>The rows of a file of a signal, read one by one.</summary>
internal sealed class SignalRows
{
    private const int TimeColumn = 0, ValueColumn = 1, ExtraColumn = 2;
    private const double MostCarbon = 10_000;
    private readonly string _file;
    private readonly CsvTableReader _table;
    private readonly SignalForm _form;
    private readonly SignalFileOptions _options;
    private readonly LocalTimes _local;
    private readonly List<long> _ticks = [];
    private readonly List<double> _values = [];
    private readonly SortedSet<string> _hosts = new(StringComparer.Ordinal);
    private int _rows, _unzoned, _empty, _estimated, _disagreeing;

    public SignalRows(string file, CsvTableReader table, SignalForm form, SignalFileOptions options)
    {
        (_file, _table, _form, _options) = (file, table, form, options);
        _local = new LocalTimes(options.Zone ?? TimeZoneInfo.Utc);
        string? extra = form.Host ?? form.Estimated ?? form.LocalTime;
        table.Select(extra is null ? [form.Time, form.Value] : [form.Time, form.Value, extra]);
    }

    public void ReadAll()
    {
        while (_table.Read())
        {
            _rows++;
            if (_form.Host is null || IsWanted(_table.Text(ExtraColumn)))
            {
                ReadRow();
            }
        }

        if (_ticks.Count == 0)
        {
            bool oneHost = _form.Host is not null && _options.Column is not null;
            throw new TableFormatException(
                _file, 0, "", oneHost ? $"no row of '{_options.Column}'" : "no value",
                "at least one row with a time and a value");
        }
    }

    public SignalFile ToFile(string name, string checksum)
    {
        var grid = SteppedSeries.Of(
            CollectionsMarshal.AsSpan(_ticks), CollectionsMarshal.AsSpan(_values), TimeSpan.FromHours(1))
            ?? throw new TableFormatException(
                _file, 0, "", "times that have no step in common", "times on a grid of minutes or hours");
        DateTimeOffset start = new(_ticks[0], TimeSpan.Zero);
        return new SignalFile
        {
            Signal = new Signal(name, _form.Kind, _form.Unit, start, grid.Step, grid.Values)
            {
                Gaps = grid.Gaps,
                Checksum = checksum,
            },
            Form = _form.Name,
            Rows = _rows,
            Notices = [.. Notices(grid.Gaps)],
        };
    }

    private bool IsWanted(string host)
    {
        _hosts.Add(host);
        return _options.Column is { } wanted
            ? host == wanted
            : _hosts.Count == 1 ? true : throw new TableFormatException(
                _file, _table.Line, $"column '{_form.Host}'", $"several hosts ({string.Join(", ", _hosts)})",
                "the name of one of them as the column");
    }

    private void ReadRow()
    {
        if (TimeOf() is not { } instant)
        {
            return;
        }

        if (_ticks.Count > 0 && instant.Ticks <= _ticks[^1])
        {
            throw _table.Fault(
                TimeColumn, $"a time after the one of the row before, {Stamp(new(_ticks[^1], TimeSpan.Zero))}");
        }

        if (_table.IsEmpty(ValueColumn))
        {
            _empty++;
            return;
        }

        _estimated += _form.Estimated is not null && _table.Flag(ExtraColumn) ? 1 : 0;
        _ticks.Add(instant.Ticks);
        _values.Add(Value());
    }

    private double Value()
    {
        bool price = _form.Kind == SignalKind.Price;
        double value = _table.NumberOrNull(ValueColumn) ?? double.NaN;
        return double.IsFinite(value) && (price ? Math.Abs(value) < 1e9 : value is >= 0 and <= MostCarbon)
            ? value * _form.Factor
            : throw _table.Fault(ValueColumn, price ? "a price" : "grams per kilowatt-hour from 0 to 10000");
    }

    private DateTimeOffset? TimeOf()
    {
        if (_form.Host is not null)
        {
            return DateTimeOffset.UnixEpoch + _table.Length(TimeColumn);
        }

        string text = _table.Text(TimeColumn);
        if (!SignalStamp.TryParse(text, out DateTime stamp, out TimeSpan? offset))
        {
            throw _table.Fault(TimeColumn, "a time such as 2020-01-01T00:00:00Z or 2020-01-01 00:00");
        }

        if (offset is { } known)
        {
            DateTimeOffset instant = new DateTimeOffset(stamp, known).ToUniversalTime();
            CompareWithLocal(instant);
            return instant;
        }

        _unzoned++;
        return _form.SaysUtc ? new DateTimeOffset(stamp, TimeSpan.Zero) : _local.Resolve(stamp);
    }

    private void CompareWithLocal(DateTimeOffset instant)
    {
        if (_form.LocalTime is not null
            && SignalStamp.TryParse(_table.Text(ExtraColumn), out DateTime stamp, out TimeSpan? offset)
            && offset is { } known && new DateTimeOffset(stamp, known) != instant)
        {
            _disagreeing++;
        }
    }

    private IEnumerable<string> Notices(ImmutableArray<SignalGap> gaps)
    {
        if (_unzoned > 0 && !_form.SaysUtc && _options.Zone is null)
        {
            yield return "The file does not say in which time zone its times are: they are taken as UTC.";
        }

        if (_form.Host is not null)
        {
            yield return "The times are seconds of a run: they are counted from 1970-01-01 00:00 UTC.";
        }

        if (_form.Name == "table")
        {
            yield return $"The file does not say what its values are: they are taken as {_form.Unit}.";
        }

        foreach (string notice in Repairs(gaps))
        {
            yield return notice;
        }
    }

    private IEnumerable<string> Repairs(ImmutableArray<SignalGap> gaps)
    {
        (int Count, string Text)[] counts =
        [
            (_local.Skipped, "{0} times never were, as clocks skipped them: these rows are left out."),
            (_local.Repeated, "{0} times are of an hour that clocks show twice: the order of the rows tells which."),
            (_empty, "{0} rows have no value: the value before is held."),
            (_estimated, "{0} values are estimates, as the file says."),
            (_disagreeing, "{0} rows tell another local time than their time in UTC: the latter counts."),
        ];
        foreach ((int count, string text) in counts.Where(one => one.Count > 0))
        {
            yield return string.Format(CultureInfo.InvariantCulture, text, count);
        }

        if (!gaps.IsEmpty)
        {
            TimeSpan missing = new(gaps.Sum(gap => gap.Length.Ticks));
            SignalGap longest = gaps.MaxBy(gap => gap.Length);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{gaps.Length} gaps of {missing.TotalHours:0.##} h in all, over which the value before is held; the "
                + $"longest, {longest.Length.TotalHours:0.##} h, begins at {Stamp(longest.Start)}.");
        }
    }

    private static string Stamp(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
