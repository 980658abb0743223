using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// A time layout in the notation of the Go language, e.g. <c>2006-01-02 15:04:05.000</c>: the reference time written in
/// the wanted form. CRE documents and data sources state time stamps so.
/// </summary>
internal sealed class GoLayout
{
    private static readonly string[] Months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private readonly ImmutableArray<(LayoutField Field, string Literal)> _parts;

    public GoLayout(string layout) => _parts = [.. LayoutFields.Split(layout)];

    /// <summary>
    /// Reads a stamp; <c>false</c> when it does not follow the layout. A stamp without a zone is UTC; one without a
    /// year has the year 0.
    /// </summary>
    public bool TryParse(ReadOnlySpan<char> text, out GoTime time)
    {
        time = new GoTime();
        for (int i = 0; i < _parts.Length; i++)
        {
            (LayoutField field, string literal) = _parts[i];
            bool read = field == LayoutField.Literal ? Skip(ref text, literal) : Read(field, literal, ref text, time);
            if (!read)
            {
                return false;
            }

            // A stamp may have a fraction of the second that the layout does not show.
            LayoutField next = i + 1 < _parts.Length ? _parts[i + 1].Field : LayoutField.Literal;
            if (field == LayoutField.Second && next is not (LayoutField.Fraction or LayoutField.AnyFraction)
                && HasFraction(text))
            {
                ReadFraction(ref text, -1, time);
            }
        }

        return text.IsEmpty && time.IsPossible;
    }

    private static bool Read(LayoutField field, string literal, ref ReadOnlySpan<char> text, GoTime time) =>
        field switch
    {
        LayoutField.Year => ReadNumber(ref text, 4, 4, out time.Year),
        LayoutField.ShortYear => ReadShortYear(ref text, time),
        LayoutField.Month => ReadNumber(ref text, 2, 2, out time.Month),
        LayoutField.LooseMonth => ReadNumber(ref text, 1, 2, out time.Month),
        LayoutField.MonthName => ReadMonth(ref text, time),
        LayoutField.WeekdayName => ReadLetters(ref text, 3),
        LayoutField.Day => ReadNumber(ref text, 2, 2, out time.Day),
        LayoutField.LooseDay => ReadNumber(ref text, 1, 2, out time.Day),
        LayoutField.PaddedDay => ReadPaddedDay(ref text, time),
        LayoutField.Hour => ReadNumber(ref text, 1, 2, out time.Hour),
        LayoutField.Hour12 => ReadNumber(ref text, literal.Length, 2, out time.Hour12),
        LayoutField.HalfDay => ReadHalfDay(ref text, time),
        LayoutField.Minute => ReadNumber(ref text, literal.Length, 2, out time.Minute),
        LayoutField.Second => ReadNumber(ref text, literal.Length, 2, out time.Second),
        LayoutField.Fraction => HasFraction(text) && ReadFraction(ref text, literal.Length - 1, time),
        LayoutField.AnyFraction => !HasFraction(text) || ReadFraction(ref text, -1, time),
        LayoutField.Zone => ReadZone(ref text, literal, time),
        _ => ReadZoneName(ref text),
    };

    // A blank of the layout stands for any number of blanks.
    private static bool Skip(ref ReadOnlySpan<char> text, ReadOnlySpan<char> literal)
    {
        while (!literal.IsEmpty)
        {
            if (literal[0] == ' ')
            {
                if (!text.IsEmpty && text[0] != ' ')
                {
                    return false;
                }

                literal = literal.TrimStart(' ');
                text = text.TrimStart(' ');
                continue;
            }

            if (text.IsEmpty || text[0] != literal[0])
            {
                return false;
            }

            literal = literal[1..];
            text = text[1..];
        }

        return true;
    }

    private static bool ReadNumber(ref ReadOnlySpan<char> text, int least, int most, out int number)
    {
        int length = 0;
        while (length < most && length < text.Length && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        number = length == 0 ? 0 : int.Parse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        text = text[length..];
        return length >= Math.Max(least, 1);
    }

    private static bool ReadShortYear(ref ReadOnlySpan<char> text, GoTime time)
    {
        bool read = ReadNumber(ref text, 2, 2, out int year);
        time.Year = year + (year >= 69 ? 1900 : 2000);
        return read;
    }

    private static bool ReadMonth(ref ReadOnlySpan<char> text, GoTime time)
    {
        for (int i = 0; i < Months.Length; i++)
        {
            if (text.StartsWith(Months[i], StringComparison.OrdinalIgnoreCase))
            {
                time.Month = i + 1;
                text = text[3..];
                return true;
            }
        }

        return false;
    }

    private static bool ReadLetters(ref ReadOnlySpan<char> text, int count)
    {
        bool letters = text.Length >= count && !text[..count].ContainsAnyExceptInRange('A', 'z');
        text = letters ? text[count..] : text;
        return letters;
    }

    private static bool ReadPaddedDay(ref ReadOnlySpan<char> text, GoTime time)
    {
        text = text.StartsWith(" ") ? text[1..] : text;
        return ReadNumber(ref text, 1, 2, out time.Day);
    }

    private static bool ReadHalfDay(ref ReadOnlySpan<char> text, GoTime time)
    {
        bool pm = text.StartsWith("PM", StringComparison.OrdinalIgnoreCase);
        bool am = text.StartsWith("AM", StringComparison.OrdinalIgnoreCase);
        time.Afternoon = pm;
        text = pm || am ? text[2..] : text;
        return pm || am;
    }

    private static bool HasFraction(ReadOnlySpan<char> text) =>
        text.Length >= 2 && text[0] is '.' or ',' && char.IsAsciiDigit(text[1]);

    // Digits beyond the ninth are cut off.
    private static bool ReadFraction(ref ReadOnlySpan<char> text, int digits, GoTime time)
    {
        int length = 1;
        while (length < text.Length && char.IsAsciiDigit(text[length]) && (digits < 0 || length <= digits))
        {
            length++;
        }

        int nanoseconds = 0;
        for (int i = 1; i <= 9; i++)
        {
            nanoseconds = (nanoseconds * 10) + (i < length ? text[i] - '0' : 0);
        }

        time.Nanosecond = nanoseconds;
        text = text[length..];
        return digits < 0 || length == digits + 1;
    }

    private static bool ReadZone(ref ReadOnlySpan<char> text, string literal, GoTime time)
    {
        if (literal[0] == 'Z' && text.StartsWith("Z"))
        {
            text = text[1..];
            return true;
        }

        if (text.IsEmpty || text[0] is not ('+' or '-'))
        {
            return false;
        }

        int sign = text[0] == '-' ? -1 : 1;
        text = text[1..];
        int minutes = 0;
        bool read = ReadNumber(ref text, 2, 2, out int hours);
        if (read && literal.Contains(':', StringComparison.Ordinal))
        {
            read = Skip(ref text, ":");
        }

        read = read && (literal.Length <= 3 || ReadNumber(ref text, 2, 2, out minutes));
        time.OffsetMinutes = sign * ((hours * 60) + minutes);
        return read && hours <= 24 && minutes < 60;
    }

    // An abbreviation of which nothing is known counts as UTC.
    private static bool ReadZoneName(ref ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && length < 5 && char.IsAsciiLetterUpper(text[length]))
        {
            length++;
        }

        text = text[length..];
        return length >= 3;
    }
}
