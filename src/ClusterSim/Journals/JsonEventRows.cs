using System.Globalization;
using System.Text.Json;
using ClusterSim.Tables;

namespace ClusterSim.Journals;

/// <summary>
/// Reads rows of events from JSON lines: one object a line, keys in any order, unknown keys passed over.
/// </summary>
internal sealed class JsonEventRows(Stream content, string file) : IEventRows
{
    private const int LongestLineBytes = 1 << 20;
    private readonly LineBlocks _lines = new(content, LongestLineBytes);
    private EventColumn _column;

    public bool CanGoOn => true;

    public bool Read(EventRow row)
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            line = line.Trim(" \t"u8);
            line = _lines.Number == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
            if (_lines.IsTooLong)
            {
                string found = string.Create(CultureInfo.InvariantCulture, $"more than {LongestLineBytes} bytes");
                throw new TableFormatException(file, _lines.Number, "", found, "one event");
            }

            if (!line.IsEmpty)
            {
                row.Clear();
                row.Line = _lines.Number;
                Parse(line, row);
                return true;
            }
        }

        return false;
    }

    public void Close() => _lines.Close();

    public TableFormatException Fault(EventRow row, EventColumn column, string expected)
    {
        string found = !row.Has(column) ? "nothing"
            : EventColumns.IsText(column) ? Quote(row.Text(column))
            : row.Number(column, 0).ToString("R", CultureInfo.InvariantCulture);
        return new TableFormatException(file, row.Line, $"key '{EventColumns.NameOf(column)}'", found, expected);
    }

    public void Dispose() => content.Dispose();

    private void Parse(ReadOnlySpan<byte> line, EventRow row)
    {
        _column = EventColumn.Time;
        Utf8JsonReader json = new(line);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                throw Broken(line, "one JSON object");
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                Field(ref json, row);
            }

            json.Read();
        }
        catch (JsonException)
        {
            throw Broken(line, "one complete JSON object");
        }
        catch (InvalidOperationException)
        {
            throw Broken(line, "valid Unicode");
        }
    }

    private void Field(ref Utf8JsonReader json, EventRow row)
    {
        EventColumn? column = EventColumns.Find(json.ValueSpan, _column);
        json.Read();
        if (column is not { } known)
        {
            json.Skip();
            return;
        }

        _column = known + 1;
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (EventColumns.IsText(known))
        {
            Text(ref json, row, known);
        }
        else if (json.TokenType != JsonTokenType.Number)
        {
            throw Wrong(ref json, row, known, "a number");
        }
        else if (EventColumns.IsTime(known))
        {
            const long most = CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond;
            bool good = DecimalText.TryParse(json.ValueSpan, DecimalText.TickDecimals, out long ticks);
            row.SetTicks(known, good && ticks is >= 0 and <= most
                ? ticks
                : throw Wrong(ref json, row, known, "a time in seconds from 0 to 1e11"));
        }
        else
        {
            row.Set(known, json.TryGetDouble(out double value) && double.IsFinite(value)
                ? value
                : throw Wrong(ref json, row, known, "a finite number"));
        }
    }

    private void Text(ref Utf8JsonReader json, EventRow row, EventColumn column)
    {
        // Schedulers number their jobs, so that a number may stand for a name.
        if (json.TokenType == JsonTokenType.Number)
        {
            Span<char> digits = row.Room(json.ValueSpan.Length);
            row.Took(column, System.Text.Encoding.ASCII.GetChars(json.ValueSpan, digits));
        }
        else if (json.TokenType == JsonTokenType.String)
        {
            row.Took(column, json.CopyString(row.Room(json.ValueSpan.Length)));
        }
        else
        {
            throw Wrong(ref json, row, column, "a text");
        }
    }

    private TableFormatException Wrong(ref Utf8JsonReader json, EventRow row, EventColumn column, string expected)
    {
        string found = json.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            _ => CsvTableReader.Quote(json.ValueSpan),
        };
        return new TableFormatException(file, row.Line, $"key '{EventColumns.NameOf(column)}'", found, expected);
    }

    private TableFormatException Broken(ReadOnlySpan<byte> line, string expected) =>
        new(file, _lines.Number, "", CsvTableReader.Quote(line), expected);

    private static string Quote(ReadOnlySpan<char> text) =>
        CsvTableReader.Quote(System.Text.Encoding.UTF8.GetBytes(text.ToArray()));
}
