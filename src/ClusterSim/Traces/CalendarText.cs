using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Traces;

/// <summary>Dates with a time of day as UTF-8 text; points in time count from the begin of year 1.</summary>
internal static class CalendarText
{
    private const int DateLength = 19;
    private const string Layout = "0000-00-00 00:00:00";

    /// <summary>What an error says that was expected.</summary>
    public const string Expectation = "a date and time like 2020-06-09 18:41:01";

    /// <summary>
    /// Reads <c>2020-06-09 18:41:01</c>, with a <c>T</c> in place of the blank, up to seven decimals and a zone
    /// (<c>Z</c>, <c>+08:00</c>) if it has them; with a zone the time is that of UTC.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out SimTime time, out bool zoned)
    {
        (time, zoned) = (SimTime.Zero, false);
        if (text.Length < DateLength || !HasLayout(text))
        {
            return false;
        }

        int year = Digits(text, 0, 4), month = Digits(text, 5, 2), day = Digits(text, 8, 2);
        int hour = Digits(text, 11, 2), minute = Digits(text, 14, 2), second = Digits(text, 17, 2);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        long ticks = new DateTime(year, month, day, hour, minute, second).Ticks;
        return TryParseRest(text[DateLength..], ref ticks, out zoned) && (time = new SimTime(ticks)).Ticks >= 0;
    }

    /// <summary>The field as a point in time.</summary>
    /// <exception cref="TableFormatException">The field is no date.</exception>
    public static SimTime Read(CsvTableReader table, int column) =>
        TryParse(table.Bytes(column), out SimTime time, out _) ? time : throw table.Fault(column, Expectation);

    /// <summary>The field as a point in time, or <c>null</c> for an empty one.</summary>
    /// <exception cref="TableFormatException">The field is no date.</exception>
    public static SimTime? ReadOrNull(CsvTableReader table, int column) =>
        table.IsEmpty(column) ? null : Read(table, column);

    /// <summary>A point in time as <c>2020-06-09T18:41:01</c>.</summary>
    public static string Format(SimTime time) =>
        new DateTime(time.Ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    private static bool HasLayout(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < DateLength; i++)
        {
            bool fits = Layout[i] switch
            {
                '0' => char.IsAsciiDigit((char)text[i]),
                ' ' => text[i] is (byte)' ' or (byte)'T',
                char mark => text[i] == mark,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryParseRest(ReadOnlySpan<byte> rest, ref long ticks, out bool zoned)
    {
        zoned = false;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            int end = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            int length = end < 0 ? rest.Length : end + 1;
            if (length == 1 || !DecimalText.TryParse(rest[..length], DecimalText.TickDecimals, out long fraction))
            {
                return false;
            }

            ticks += fraction;
            rest = rest[length..];
        }

        zoned = !rest.IsEmpty;
        if (rest.IsEmpty || rest.SequenceEqual("Z"u8))
        {
            return true;
        }

        bool offset = rest.Length == 6 && rest[0] is (byte)'+' or (byte)'-' && rest[3] == ':'
            && rest[1..3].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && rest[4..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (offset)
        {
            long shift = ((Digits(rest, 1, 2) * 60L) + Digits(rest, 4, 2)) * TimeSpan.TicksPerMinute;
            ticks -= rest[0] == '+' ? shift : -shift;
        }

        return offset;
    }

    private static int Digits(ReadOnlySpan<byte> text, int start, int count)
    {
        int value = 0;
        foreach (byte digit in text.Slice(start, count))
        {
            value = (value * 10) + digit - '0';
        }

        return value;
    }
}
