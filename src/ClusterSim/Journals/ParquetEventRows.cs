using ClusterSim.Tables;
using ClusterSim.Tables.Parquet;

namespace ClusterSim.Journals;

/// <summary>Reads rows of events from a Parquet file; columns in any order, unknown ones passed over.</summary>
internal sealed class ParquetEventRows : IEventRows
{
    private readonly ParquetTableReader _table;
    private readonly EventColumn[] _columns;
    private readonly string _path;

    public ParquetEventRows(ParquetFile file)
    {
        (_table, _path) = (new ParquetTableReader(file), file.Path);
        HashSet<string> found = [.. file.Columns.Select(column => column.Name)];
        _columns = [.. Enum.GetValues<EventColumn>().Where(column => found.Contains(EventColumns.NameOf(column)))];
        if (!found.Contains("time") || !found.Contains("kind"))
        {
            throw new TableFormatException(
                file.Path, 0, "footer", "no columns 'time' and 'kind'", "a table of events");
        }

        _table.Take([.. _columns.Select(EventColumns.NameOf)]);
    }

    public bool CanGoOn => false;

    public bool Read(EventRow row)
    {
        if (!_table.Read())
        {
            return false;
        }

        row.Clear();
        row.Line = _table.Line;
        for (int i = 0; i < _columns.Length; i++)
        {
            EventColumn column = _columns[i];
            if (_table.IsNull(i))
            {
                continue;
            }

            if (EventColumns.IsText(column))
            {
                row.Set(column, _table.Text(i));
            }
            else if (EventColumns.IsTime(column))
            {
                row.SetTicks(column, _table.Length(i).Ticks);
            }
            else
            {
                row.Set(column, _table.NumberOrNull(i) is { } value && double.IsFinite(value)
                    ? value
                    : throw _table.Fault(i, "a finite number"));
            }
        }

        return true;
    }

    public void Close()
    {
    }

    public TableFormatException Fault(EventRow row, EventColumn column, string expected)
    {
        int at = Array.IndexOf(_columns, column);
        return at >= 0
            ? _table.Fault(at, expected)
            : new TableFormatException(_path, row.Line, $"column '{EventColumns.NameOf(column)}'", "nothing", expected);
    }

    public void Dispose() => _table.Dispose();
}
