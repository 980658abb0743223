using System.Text;
using System.Text.Json;

namespace ClusterSim.Tables;

/// <summary>
/// Reads JSON, or one JSON value after another (JSON lines), token by token out of blocks of bytes. Every error names
/// file and line.
/// </summary>
internal sealed class JsonTokens
{
    private const int BlockBytes = 1 << 17;
    private const int MaxTokenBytes = 64 << 20;
    private readonly Stream _content;
    private readonly string _file;
    private byte[] _block = new byte[BlockBytes];
    private int _start, _end;
    private bool _ended;
    private int _valueStart, _valueLength, _tokenStart;
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true });

    public JsonTokens(Stream content, string file)
    {
        _content = content;
        _file = file;
        Fill();
        _start = _block.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>Kind of the current token.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>Line of the current token, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The current name, text, number or word as it stands in the file, without quotes.</summary>
    public ReadOnlySpan<byte> Value => _block.AsSpan(_valueStart, _valueLength);

    /// <summary>Whether <see cref="Value"/> has escapes, which <see cref="Text"/> resolves.</summary>
    public bool IsEscaped { get; private set; }

    /// <summary>Goes to the next token; false at the end.</summary>
    /// <exception cref="TableFormatException">What follows is no JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            Utf8JsonReader reader = new(_block.AsSpan(_start, _end - _start), _ended, _state);
            bool any;
            try
            {
                any = reader.Read();
            }
            catch (JsonException error)
            {
                throw Broken(error);
            }

            Take(ref reader, any);
            if (any || _ended)
            {
                return any;
            }

            Fill();
        }
    }

    /// <summary>Goes to the next token, which must be there.</summary>
    /// <exception cref="TableFormatException">The file ends here, or what follows is no JSON.</exception>
    public void Next()
    {
        if (!Read())
        {
            throw new TableFormatException(_file, Line, "", "the end of the file", "more JSON");
        }
    }

    /// <summary>Goes to the end of the value whose first token is the current one.</summary>
    public void Skip()
    {
        int depth = 0;
        do
        {
            depth += Type is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0;
            depth -= Type is JsonTokenType.EndObject or JsonTokenType.EndArray ? 1 : 0;
            if (depth > 0)
            {
                Next();
            }
        }
        while (depth > 0);
    }

    /// <summary>Whether the current token is this name or text, written without escapes.</summary>
    public bool Is(ReadOnlySpan<byte> text) => !IsEscaped && Value.SequenceEqual(text);

    /// <summary>The current name, text, number or word.</summary>
    public string Text(string place)
    {
        if (!IsEscaped)
        {
            return Encoding.UTF8.GetString(Value);
        }

        Utf8JsonReader reader = new(_block.AsSpan(_tokenStart, _valueStart + _valueLength + 1 - _tokenStart));
        try
        {
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault(place, "valid Unicode");
        }
    }

    /// <summary>The error that the current token is not <paramref name="expected"/>.</summary>
    public TableFormatException Fault(string place, string expected)
    {
        string found = Type switch
        {
            JsonTokenType.StartObject or JsonTokenType.EndObject => "an object",
            JsonTokenType.StartArray or JsonTokenType.EndArray => "an array",
            _ => CsvTableReader.Quote(Value),
        };
        return new TableFormatException(_file, Line, place, found, expected);
    }

    private void Take(ref Utf8JsonReader reader, bool any)
    {
        _tokenStart = _start + (any ? (int)reader.TokenStartIndex : (int)reader.BytesConsumed);
        int consumed = _start + (int)reader.BytesConsumed;
        Line += _block.AsSpan(_start, _tokenStart - _start).Count((byte)'\n');
        _state = reader.CurrentState;
        if (any)
        {
            Type = reader.TokenType;
            bool quoted = Type is JsonTokenType.String or JsonTokenType.PropertyName;
            _valueStart = _tokenStart + (quoted ? 1 : 0);
            _valueLength = reader.ValueSpan.Length;
            IsEscaped = reader.ValueIsEscaped;
        }

        _start = consumed;
    }

    private TableFormatException Broken(JsonException error)
    {
        int end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string found = (end > 0 ? error.Message[..end] : error.Message).TrimEnd('.');
        string printable = string.Concat(found.Select(c => char.IsControl(c) ? '?' : c));
        return new TableFormatException(_file, (error.LineNumber ?? 0) + 1, "", $"broken JSON ({printable})", "JSON");
    }

    /// <summary>Moves what is left to the front and reads on behind it.</summary>
    private void Fill()
    {
        int rest = _end - _start;
        if (rest > MaxTokenBytes)
        {
            throw new TableFormatException(_file, Line, "", "a text without end", "JSON");
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
