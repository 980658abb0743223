using System.Text;
using System.Text.Json;

namespace ClusterSim.Behavior.Queries;

/// <summary>Splits a query into tokens.</summary>
internal sealed class JqLexer(string query)
{
    private static readonly string[] Symbols =
        ["//", "==", "!=", "<=", ">=", "|", ",", "(", ")", "[", "]", "<", ">", "+", "-", "*", "/", "%", "?", ".", ":"];

    private int _at;

    /// <summary>All tokens, the end included.</summary>
    /// <exception cref="FormatException">A character belongs to no token, or a text has no end.</exception>
    public List<JqToken> Run()
    {
        List<JqToken> tokens = [];
        do
        {
            tokens.Add(Next());
        }
        while (tokens[^1].Kind != JqTokenKind.End);
        return tokens;
    }

    private JqToken Next()
    {
        while (_at < query.Length && (char.IsWhiteSpace(query[_at])))
        {
            _at++;
        }

        int start = _at;
        if (_at == query.Length)
        {
            return new JqToken(JqTokenKind.End, "the end", start);
        }

        char now = query[_at];
        if (now == '"')
        {
            return new JqToken(JqTokenKind.Text, ReadText(), start);
        }

        if (now == '.' && _at + 1 < query.Length && IsNameStart(query[_at + 1]))
        {
            _at++;
            return new JqToken(JqTokenKind.Field, ReadName(), start);
        }

        if (char.IsAsciiDigit(now))
        {
            string number = ReadWhile(c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E');
            return new JqToken(JqTokenKind.Number, number, start);
        }

        return IsNameStart(now) ? new JqToken(JqTokenKind.Name, ReadName(), start) : ReadSymbol();
    }

    private JqToken ReadSymbol()
    {
        int start = _at;
        string symbol = Symbols.FirstOrDefault(text => query.AsSpan(start).StartsWith(text))
            ?? throw new FormatException($"'{query[start]}' at {start + 1} is not supported in a query");
        _at += symbol.Length;
        return new JqToken(JqTokenKind.Symbol, symbol, start);
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private string ReadName() => ReadWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private string ReadWhile(Func<char, bool> belongs)
    {
        int start = _at;
        while (_at < query.Length && belongs(query[_at]))
        {
            _at++;
        }

        return query[start.._at];
    }

    private string ReadText()
    {
        int start = _at++;
        StringBuilder raw = new("\"");
        while (_at < query.Length && query[_at] != '"')
        {
            if (query.AsSpan(_at).StartsWith(@"\("))
            {
                throw new FormatException($"interpolation in the text at {start + 1} is not supported in a query");
            }

            raw.Append(query[_at] == '\\' && _at + 1 < query.Length ? query[_at++] : "").Append(query[_at++]);
        }

        if (_at++ >= query.Length)
        {
            throw new FormatException($"the text at {start + 1} has no end");
        }

        try
        {
            return JsonSerializer.Deserialize<string>(raw.Append('"').ToString())!;
        }
        catch (JsonException)
        {
            throw new FormatException($"the text at {start + 1} has an escape that JSON does not know");
        }
    }
}
