using System.Globalization;
using System.Text;

namespace ClusterSim.Behavior.Logs;

/// <summary>Rewrites one RE2 expression in the syntax of the library's engine.</summary>
/// <param name="pattern">The expression.</param>
/// <param name="border">What <c>\b</c> becomes.</param>
/// <param name="noBorder">What <c>\B</c> becomes.</param>
internal sealed class Re2Translation(string pattern, string border, string noBorder)
{
    private const int MostRepetitions = 1000;

    private readonly StringBuilder _out = new();
    private readonly Stack<bool> _enclosing = [];
    private bool _multiline;
    private int _at;

    /// <summary>Whether the expression asks for word borders.</summary>
    public bool HasBorders { get; private set; }

    /// <summary>The expression for the library's engine.</summary>
    /// <exception cref="FormatException">RE2 does not accept it.</exception>
    public string Run()
    {
        while (_at < pattern.Length)
        {
            Step();
        }

        return _out.ToString();
    }

    private void Step()
    {
        switch (pattern[_at])
        {
            case '\\':
                Escape();
                break;
            case '[':
                _at = Re2Classes.Translate(pattern, _at, _out);
                break;
            case '(':
                Open();
                break;
            case ')' when _enclosing.Count > 0:
                _multiline = _enclosing.Pop();
                Copy(1);
                break;
            case '$':
                _at++;
                _out.Append(_multiline ? "$" : @"\z");
                break;
            case '{':
                Count();
                break;
            case '*' or '+' or '?':
                Quantifier();
                break;
            default:
                Copy(1);
                break;
        }
    }

    private void Copy(int length)
    {
        _out.Append(pattern, _at, length);
        _at += length;
    }

    private FormatException Refuse(string why, int from, int to) =>
        new($"error parsing regexp: {why}: `{pattern[from..Math.Min(to, pattern.Length)]}`");

    private void Quantifier()
    {
        int start = _at;
        Copy(1);
        if (_at < pattern.Length && pattern[_at] == '?')
        {
            Copy(1);
        }

        if (_at < pattern.Length && pattern[_at] is '*' or '+' or '?')
        {
            throw Refuse("invalid nested repetition operator", start, _at + 1);
        }
    }

    // A brace that is no repetition stands for itself.
    private void Count()
    {
        int end = pattern.IndexOf('}', _at);
        string[] bounds = end < 0 ? [] : pattern[(_at + 1)..end].Split(',');
        bool counted = bounds.Length is 1 or 2 && bounds[0].Length > 0
            && bounds.All(bound => bound.All(char.IsAsciiDigit));
        if (!counted)
        {
            _out.Append(@"\{");
            _at++;
            return;
        }

        int[] limits = [.. bounds.Where(bound => bound.Length > 0).Select(Limit)];
        if (limits.Any(limit => limit > MostRepetitions) || (limits.Length == 2 && limits[0] > limits[1]))
        {
            throw Refuse("invalid repeat count", _at, end + 1);
        }

        _out.Append(pattern, _at, end - _at);
        _at = end;
        Quantifier();
    }

    private static int Limit(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : int.MaxValue;

    private void Open()
    {
        ReadOnlySpan<char> rest = pattern.AsSpan(_at);
        if (!rest.StartsWith("(?"))
        {
            _enclosing.Push(_multiline);
            Copy(1);
            return;
        }

        bool named = rest.StartsWith("(?P<")
            || (rest.StartsWith("(?<") && !rest.StartsWith("(?<=") && !rest.StartsWith("(?<!"));
        if (!named)
        {
            Flags();
            return;
        }

        int end = pattern.IndexOf('>', _at);
        if (end < 0)
        {
            throw Refuse("invalid named capture", _at, pattern.Length);
        }

        _enclosing.Push(_multiline);
        _at = pattern.IndexOf('<', _at);
        _out.Append("(?");
        Copy(end + 1 - _at);
    }

    private void Flags()
    {
        int start = _at;
        bool multiline = _multiline, on = true;
        for (_at += 2; _at < pattern.Length; _at++)
        {
            char flag = pattern[_at];
            if (flag is ':' or ')')
            {
                if (flag == ':')
                {
                    _enclosing.Push(_multiline);
                }

                _multiline = multiline;
                _out.Append(pattern, start, _at + 1 - start);
                _at++;
                return;
            }

            multiline = flag == 'm' ? on : multiline;
            if (flag is not ('i' or 'm' or 's' or '-') || (flag == '-' && !on))
            {
                break;
            }

            on = on && flag != '-';
        }

        throw Refuse("invalid or unsupported Perl syntax", start, _at + 1);
    }

    private void Escape()
    {
        char escaped = _at + 1 < pattern.Length ? pattern[_at + 1] : '\0';
        if (escaped is 'b' or 'B')
        {
            HasBorders = true;
            _out.Append(escaped == 'b' ? border : noBorder);
            _at += 2;
        }
        else if (escaped is 'A' or 'z')
        {
            Copy(2);
        }
        else if (escaped == 'Q')
        {
            int end = pattern.IndexOf(@"\E", _at, StringComparison.Ordinal);
            string literal = pattern[(_at + 2)..(end < 0 ? pattern.Length : end)];
            _out.Append(System.Text.RegularExpressions.Regex.Escape(literal));
            _at = end < 0 ? pattern.Length : end + 2;
        }
        else
        {
            _at = Re2Classes.TranslateEscape(pattern, _at, _out);
        }
    }
}
