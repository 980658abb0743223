using System.Globalization;
using System.Text;

namespace ClusterSim.Behavior.Logs;

/// <summary>Rewrites the character classes and escapes of RE2, which know ASCII only.</summary>
internal static class Re2Classes
{
    private const string NotDigit = @"\x00-/:-\uFFFF",
        NotWord = @"\x00-/:-@\[-\^`{-\uFFFF",
        NotSpace = @"\x00-\x08\x0B\x0E-\x1F!-\uFFFF";

    private static readonly Dictionary<string, (string In, string Out)> s_named = new(StringComparer.Ordinal)
    {
        ["alnum"] = ("0-9A-Za-z", @"\x00-/:-@\[-`{-\uFFFF"),
        ["alpha"] = ("A-Za-z", @"\x00-@\[-`{-\uFFFF"),
        ["ascii"] = (@"\x00-\x7F", @"\x80-\uFFFF"),
        ["blank"] = (@"\t ", @"\x00-\x08\n-\x1F!-\uFFFF"),
        ["cntrl"] = (@"\x00-\x1F\x7F", @" -~\x80-\uFFFF"),
        ["digit"] = ("0-9", NotDigit),
        ["graph"] = ("!-~", @"\x00- \x7F-\uFFFF"),
        ["lower"] = ("a-z", @"\x00-`{-\uFFFF"),
        ["print"] = (" -~", @"\x00-\x1F\x7F-\uFFFF"),
        ["punct"] = (@"!-/:-@\[-`{-~", @"\x00- 0-9A-Za-z\x7F-\uFFFF"),
        ["space"] = (@"\t-\r ", @"\x00-\x08\x0E-\x1F!-\uFFFF"),
        ["upper"] = ("A-Z", @"\x00-@\[-\uFFFF"),
        ["word"] = ("0-9A-Za-z_", NotWord),
        ["xdigit"] = ("0-9A-Fa-f", @"\x00-/:-@G-`g-\uFFFF"),
    };

    /// <summary>Rewrites the class that begins at <paramref name="at"/>; the index after it.</summary>
    public static int Translate(string pattern, int at, StringBuilder output)
    {
        int start = at++;
        output.Append('[');
        if (at < pattern.Length && pattern[at] == '^')
        {
            output.Append(pattern[at++]);
        }

        for (bool first = true; at < pattern.Length; first = false)
        {
            switch (pattern[at])
            {
                case ']' when !first:
                    output.Append(']');
                    return at + 1;
                case '[' when pattern.AsSpan(at).StartsWith("[:"):
                    at = TranslateNamed(pattern, at, output);
                    break;
                case '\\':
                    at = TranslateEscape(pattern, at, output, inClass: true);
                    break;
                case '[' or ']':
                    output.Append('\\').Append(pattern[at++]);
                    break;
                default:
                    output.Append(pattern[at++]);
                    break;
            }
        }

        throw new FormatException($"error parsing regexp: missing closing ]: `{pattern[start..]}`");
    }

    /// <summary>Rewrites the escape that begins at <paramref name="at"/>; the index after it.</summary>
    public static int TranslateEscape(string pattern, int at, StringBuilder output, bool inClass = false)
    {
        if (at + 1 == pattern.Length)
        {
            throw new FormatException("error parsing regexp: trailing backslash at end of expression: ``");
        }

        char escaped = pattern[at + 1];
        string? set = SetOf(escaped);
        if (set is not null)
        {
            output.Append(inClass ? set : $"[{set}]");
            return at + 2;
        }

        if (escaped is 'p' or 'P')
        {
            return TranslateCategory(pattern, at, output);
        }

        if (escaped is 'x' or (>= '0' and <= '7'))
        {
            return TranslateNumber(pattern, at, output);
        }

        bool mark = char.IsAscii(escaped) && !char.IsAsciiLetterOrDigit(escaped);
        if (mark || escaped is 'a' or 'f' or 't' or 'n' or 'r' or 'v')
        {
            output.Append('\\').Append(escaped);
            return at + 2;
        }

        throw Invalid(pattern, at, at + 2);
    }

    private static string? SetOf(char escaped) => escaped switch
    {
        'd' => "0-9",
        'D' => NotDigit,
        'w' => "0-9A-Za-z_",
        'W' => NotWord,
        's' => @"\t\n\f\r ",
        'S' => NotSpace,
        _ => null,
    };

    private static FormatException Invalid(string pattern, int from, int to) =>
        new($"error parsing regexp: invalid escape sequence: `{pattern[from..Math.Min(to, pattern.Length)]}`");

    private static int TranslateNamed(string pattern, int at, StringBuilder output)
    {
        int end = pattern.IndexOf(":]", at, StringComparison.Ordinal);
        string name = end < 0 ? pattern[(at + 2)..] : pattern[(at + 2)..end];
        bool negated = name.StartsWith('^');
        if (!s_named.TryGetValue(name.TrimStart('^'), out var sets))
        {
            throw new FormatException($"error parsing regexp: invalid character class range: `[:{name}:]`");
        }

        output.Append(negated ? sets.Out : sets.In);
        return end + 2;
    }

    private static int TranslateCategory(string pattern, int at, StringBuilder output)
    {
        bool braces = at + 2 < pattern.Length && pattern[at + 2] == '{';
        int end = braces ? pattern.IndexOf('}', at) : at + 2;
        if (end < 0 || end >= pattern.Length)
        {
            throw new FormatException($"error parsing regexp: invalid character class range: `{pattern[at..]}`");
        }

        string name = braces ? pattern[(at + 3)..end] : pattern[end].ToString();
        bool negated = (pattern[at + 1] == 'P') != name.StartsWith('^');
        output.Append(negated ? @"\P{" : @"\p{").Append(name.TrimStart('^')).Append('}');
        return end + 1;
    }

    private static int TranslateNumber(string pattern, int at, StringBuilder output)
    {
        int radix = 8, from = at + 1, to = from;
        bool braces = false;
        if (pattern[from] == 'x')
        {
            radix = 16;
            braces = ++from < pattern.Length && pattern[from] == '{';
            from += braces ? 1 : 0;
            to = braces ? pattern.IndexOf('}', from) : Math.Min(from + 2, pattern.Length);
        }
        else
        {
            while (to < pattern.Length && to < from + 3 && pattern[to] is >= '0' and <= '7')
            {
                to++;
            }
        }

        // One digit other than 0 would be a back-reference.
        bool reference = radix == 8 && pattern[from] != '0' && to == from + 1;
        if (to <= from || reference || !TryNumber(pattern[from..to], radix, out int code))
        {
            throw Invalid(pattern, at, Math.Max(to, at + 2));
        }

        foreach (char unit in char.ConvertFromUtf32(code))
        {
            output.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }

        return to + (braces ? 1 : 0);
    }

    private static bool TryNumber(string digits, int radix, out int code)
    {
        code = 0;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || code > 0x10FFFF)
            {
                return false;
            }

            code = (code * radix) + Convert.ToInt32(digit.ToString(), 16);
        }

        return code <= 0x10FFFF && code is < 0xD800 or > 0xDFFF;
    }
}
