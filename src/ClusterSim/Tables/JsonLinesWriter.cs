using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClusterSim.Tables;

/// <summary>Writes a table as one JSON object a line, with the columns as keys and <c>null</c> for no value.</summary>
internal sealed class JsonLinesWriter : ITableWriter
{
    private const int BlockBytes = 1 << 16;
    private static readonly JsonWriterOptions s_options = new()
    {
        // The lines stand in no web page, so that names in other scripts may stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    // Rows gather here: a write to the file for each would cost more than making the row.
    private readonly ArrayBufferWriter<byte> _rows = new(2 * BlockBytes);
    private readonly Stream _target;
    private readonly ImmutableArray<JsonEncodedText> _keys;
    private readonly ImmutableArray<bool> _sparse;
    private readonly Utf8JsonWriter _json;
    private int _field;
    private bool _isComplete;

    private JsonLinesWriter(Stream target, ImmutableArray<TableColumn> columns)
    {
        _target = target;
        _keys = [.. columns.Select(column => JsonEncodedText.Encode(column.Name, s_options.Encoder))];
        _sparse = [.. columns.Select(column => column.Sparse)];
        _json = new Utf8JsonWriter(_rows, s_options);
    }

    public static JsonLinesWriter Create(string path, ImmutableArray<TableColumn> columns) => new(
        new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1), columns);

    public ITableWriter Text(ReadOnlySpan<char> value)
    {
        Key();
        _json.WriteStringValue(value);
        return this;
    }

    public ITableWriter Number(long value)
    {
        Key();
        _json.WriteNumberValue(value);
        return this;
    }

    public ITableWriter Number(double value)
    {
        if (!double.IsFinite(value))
        {
            // JSON knows neither infinities nor NaN.
            return Empty();
        }

        Key();
        _json.WriteNumberValue(value);
        return this;
    }

    public ITableWriter Flag(bool value)
    {
        Key();
        _json.WriteBooleanValue(value);
        return this;
    }

    /// <summary>Seconds, exact to 100 ns, without trailing zeros.</summary>
    public ITableWriter Seconds(TimeSpan length)
    {
        Key();
        Span<byte> text = stackalloc byte[32];
        _json.WriteRawValue(text[..DecimalText.FormatTicks(length.Ticks, text)], skipInputValidation: true);
        return this;
    }

    public ITableWriter Empty()
    {
        if (_sparse[_field])
        {
            _field++;
            return this;
        }

        Key();
        _json.WriteNullValue();
        return this;
    }

    public void EndRow()
    {
        if (_field != _keys.Length)
        {
            throw new InvalidOperationException($"A row has {_field} fields for {_keys.Length} columns.");
        }

        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _rows.GetSpan(1)[0] = (byte)'\n';
        _rows.Advance(1);
        _field = 0;
        if (_rows.WrittenCount >= BlockBytes)
        {
            WriteOut();
        }
    }

    public void Dispose()
    {
        if (_isComplete)
        {
            return;
        }

        _isComplete = true;
        // A row that was begun and not ended is none.
        _json.Reset();
        _json.Dispose();
        WriteOut();
        _target.Dispose();
    }

    private void WriteOut()
    {
        _target.Write(_rows.WrittenSpan);
        _rows.ResetWrittenCount();
    }

    private void Key()
    {
        if (_field == 0)
        {
            _json.WriteStartObject();
        }

        _json.WritePropertyName(_keys[_field++]);
    }
}
