using System.Globalization;
using System.Text;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Reads a Parquet file row by row as one reads a CSV table. Types are taken as they come, so that a file that another
/// program made out of the same table reads the same: whole numbers may be stored as floating-point numbers or text,
/// text as whole numbers, and null is an empty field.
/// </summary>
internal sealed class ParquetTableReader(ParquetFile file) : ITableReader
{
    private const int BatchRows = 2048;
    private const string TimeExpectation = "a time in seconds from 0 to 1e11";
    private static readonly long[] s_powersOfTen = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];
    private readonly ColumnBatch[] _batches =
        [.. file.Columns.Select(column => new ColumnBatch(column.Kind, BatchRows))];

    private ChunkReader[] _chunks = [];
    private int[] _position = [];
    private int _group = -1;
    private long _leftInGroup;
    private int _row;
    private int _rows;

    public int Line { get; private set; }

    public void RequireExactly(IReadOnlyList<string> columns) => RequireExactly(columns, []);

    public void RequireExactly(IReadOnlyList<string> columns, IReadOnlyList<string> optional) => _position =
        TableHeader.Positions(file.Path, 0, [.. file.Columns.Select(column => column.Name)], columns, optional);

    public bool Has(int column) => _position[column] >= 0;

    /// <summary>
    /// Reads only these columns, which the file must have, and makes their positions the indexes of all further calls.
    /// </summary>
    public void Take(IReadOnlyList<string> columns)
    {
        List<string> names = [.. file.Columns.Select(column => column.Name)];
        _position = [.. columns.Select(name => names.IndexOf(name))];
    }

    /// <summary>Whether a field of the current row holds nothing at all.</summary>
    public bool IsNull(int column) => Batch(column).IsNull(_row);

    public bool Read()
    {
        if (++_row >= _rows && !ReadBatch())
        {
            return false;
        }

        Line++;
        return true;
    }

    public bool IsEmpty(int column)
    {
        ColumnBatch batch = Batch(column);
        return batch.IsNull(_row)
            || (batch.Kind == ColumnKind.Text && string.IsNullOrWhiteSpace(batch.Texts[_row]));
    }

    public string Text(int column)
    {
        ColumnBatch batch = Batch(column);
        return batch.IsNull(_row) ? "" : batch.Kind switch
        {
            ColumnKind.Text => batch.Texts[_row],
            ColumnKind.Whole => batch.Wholes[_row].ToString(CultureInfo.InvariantCulture),
            ColumnKind.Flag => batch.Flags[_row] ? "true" : "false",
            _ => batch.Numbers[_row].ToString("R", CultureInfo.InvariantCulture),
        };
    }

    public long Whole(int column, long min, long max)
    {
        const int decimals = 3, scale = 1000;
        ColumnBatch batch = Batch(column);
        long value = min, scaled = 0;
        bool good = !batch.IsNull(_row) && (batch.Kind == ColumnKind.Whole
            || (TryScale(batch, decimals, out scaled) && scaled % scale == 0));
        value = !good ? min : batch.Kind == ColumnKind.Whole ? batch.Wholes[_row] : scaled / scale;
        return good && value >= min && value <= max
            ? value
            : throw Fault(column, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
    }

    public long Scaled(int column, int decimals, string expected) =>
        TryScale(Batch(column), decimals, out long scaled) && scaled >= 0 ? scaled : throw Fault(column, expected);

    public double? NumberOrNull(int column)
    {
        ColumnBatch batch = Batch(column);
        if (IsEmpty(column))
        {
            return null;
        }

        return batch.Kind switch
        {
            ColumnKind.Number => batch.Numbers[_row],
            ColumnKind.Whole => batch.Wholes[_row],
            ColumnKind.Text when double.TryParse(
                batch.Texts[_row], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => value,
            _ => throw Fault(column, "a number or nothing"),
        };
    }

    public bool Flag(int column)
    {
        ColumnBatch batch = Batch(column);
        return Text(column) switch
        {
            "true" when batch.Kind is ColumnKind.Flag or ColumnKind.Text => true,
            "false" when batch.Kind is ColumnKind.Flag or ColumnKind.Text => false,
            _ => throw Fault(column, "true or false"),
        };
    }

    public TimeSpan Length(int column)
    {
        return TryScale(Batch(column), DecimalText.TickDecimals, out long ticks)
            && ticks is >= 0 and <= CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond
            ? new TimeSpan(ticks)
            : throw Fault(column, TimeExpectation);
    }

    public TableFormatException Fault(int column, string expected)
    {
        int at = _position[column];
        string where = string.Create(CultureInfo.InvariantCulture, $"column '{file.Columns[at].Name}' ({at + 1})");
        return new TableFormatException(
            file.Path, Line, where, CsvTableReader.Quote(Encoding.UTF8.GetBytes(Text(column))), expected);
    }

    public void Dispose()
    {
    }

    private ColumnBatch Batch(int column) => _batches[_position[column]];

    private bool ReadBatch()
    {
        while (_leftInGroup == 0)
        {
            if (++_group >= file.Metadata.Groups.Length)
            {
                _row = _rows = 0;
                return false;
            }

            RowGroup group = file.Metadata.Groups[_group];
            _leftInGroup = group.Rows;
            _chunks = [.. file.Columns.Select((_, column) => file.Column(group, column))];
        }

        _rows = (int)Math.Min(BatchRows, _leftInGroup);
        _row = 0;
        _leftInGroup -= _rows;
        foreach (int column in _position.Where(column => column >= 0))
        {
            _chunks[column].Read(_batches[column], _rows);
        }

        return true;
    }

    private bool TryScale(ColumnBatch batch, int decimals, out long scaled)
    {
        scaled = 0;
        if (batch.IsNull(_row))
        {
            return false;
        }

        long scale = s_powersOfTen[decimals];
        switch (batch.Kind)
        {
            case ColumnKind.Whole:
                Int128 product = (Int128)batch.Wholes[_row] * scale;
                scaled = unchecked((long)product);
                return scaled == product;
            case ColumnKind.Number:
                return TryScale(batch.Numbers[_row], scale, out scaled);
            case ColumnKind.Text:
                return DecimalText.TryParse(Encoding.UTF8.GetBytes(batch.Texts[_row]), decimals, out scaled);
            default:
                return false;
        }
    }

    // The part after the point is scaled alone, so that large numbers keep their last digits.
    private static bool TryScale(double value, long scale, out long scaled)
    {
        double whole = Math.Floor(value);
        bool fits = Math.Abs(whole) < long.MaxValue / 2.0 / scale;
        scaled = fits
            ? ((long)whole * scale) + (long)Math.Round((value - whole) * scale, MidpointRounding.AwayFromZero)
            : 0;
        return fits;
    }
}
