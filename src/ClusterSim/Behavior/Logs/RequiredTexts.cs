using System.Text;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// Finds texts of which a match of an RE2 expression must contain one, so that most entries need not be matched. In
/// lower case, ASCII only. Errs on the side of finding none.
/// </summary>
internal sealed class RequiredTexts
{
    private const int LeastLength = 3, MostTexts = 64;

    private readonly string _pattern;
    private int _at;

    private RequiredTexts(string pattern) => _pattern = pattern;

    /// <summary>The texts; empty when nothing is required.</summary>
    public static IReadOnlyList<string> Of(string pattern)
    {
        RequiredTexts reader = new(pattern);
        List<string> found = reader.Alternatives();
        return reader._at == pattern.Length ? found : [];
    }

    // Reads up to the end or the closing bracket. All branches must require something.
    private List<string> Alternatives()
    {
        List<string> all = [];
        bool every = true;
        while (true)
        {
            List<string> branch = Sequence();
            every &= branch.Count > 0;
            all.AddRange(branch);
            if (_at >= _pattern.Length || _pattern[_at] != '|')
            {
                return every && all.Count <= MostTexts ? all : [];
            }

            _at++;
        }
    }

    private List<string> Sequence()
    {
        List<string> best = [];
        StringBuilder run = new();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            int start = _at;
            char? literal = Next(out List<string> group);
            (bool optional, bool repeated) = Quantifier();
            if (literal is { } c && !optional)
            {
                run.Append(char.ToLowerInvariant(c));
            }

            if (literal is null || optional || repeated)
            {
                best = Better(best, [run.ToString()]);
                run.Clear();
            }

            best = literal is null && !optional ? Better(best, group) : best;
            if (_at == start)
            {
                return [];
            }
        }

        return Better(best, [run.ToString()]);
    }

    // The set whose shortest text is longest.
    private static List<string> Better(List<string> ours, List<string> theirs)
    {
        int worth = Worth(theirs);
        return worth >= LeastLength && worth > Worth(ours) ? theirs : ours;
    }

    private static int Worth(List<string> texts) => texts.Count == 0 ? 0 : texts.Min(text => text.Length);

    // A literal character, or null for anything else, with what a group requires.
    private char? Next(out List<string> group)
    {
        group = [];
        char now = _pattern[_at++];
        switch (now)
        {
            case '(':
                group = Group();
                return null;
            case '[':
                SkipClass();
                return null;
            case '\\' when _at < _pattern.Length:
                char escaped = _pattern[_at++];
                if (escaped is 'p' or 'P' or 'x' or 'Q' || char.IsAsciiDigit(escaped))
                {
                    // Too rare to be worth reading on: require nothing.
                    _at = _pattern.Length + 1;
                    return null;
                }

                return char.IsAsciiLetter(escaped) ? null : escaped;
            case '.' or '^' or '$':
                return null;
            default:
                return char.IsAscii(now) ? now : null;
        }
    }

    private List<string> Group()
    {
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            int end = _pattern.AsSpan(_at).IndexOfAny(':', ')', '>');
            if (end < 0 || _pattern[_at + end] == ')')
            {
                _at = end < 0 ? _pattern.Length + 1 : _at + end + 1;
                return [];
            }

            _at += end + 1;
        }

        List<string> inside = Alternatives();
        _at++;
        return inside;
    }

    private void SkipClass()
    {
        _at += _at < _pattern.Length && _pattern[_at] == '^' ? 1 : 0;
        _at += _at < _pattern.Length && _pattern[_at] == ']' ? 1 : 0;
        while (_at < _pattern.Length && _pattern[_at] != ']')
        {
            bool named = _pattern.AsSpan(_at).StartsWith("[:");
            int end = named ? _pattern.IndexOf(":]", _at, StringComparison.Ordinal) : -1;
            _at = end >= 0 ? end + 2 : _at + (_pattern[_at] == '\\' ? 2 : 1);
        }

        _at++;
    }

    private (bool Optional, bool Repeated) Quantifier()
    {
        if (_at >= _pattern.Length || _pattern[_at] is not ('*' or '+' or '?' or '{'))
        {
            return (false, false);
        }

        char now = _pattern[_at];
        int end = now == '{' ? _pattern.IndexOf('}', _at) : _at;
        bool counted = now != '{' || (end > _at + 1 && char.IsAsciiDigit(_pattern[_at + 1]));
        if (!counted)
        {
            return (false, false);
        }

        bool optional = now is '*' or '?' || (now == '{' && _pattern[_at + 1] == '0');
        _at = end + 1;
        _at += _at < _pattern.Length && _pattern[_at] == '?' ? 1 : 0;
        return (optional, true);
    }
}
