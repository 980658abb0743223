using System.Buffers.Text;
using System.Globalization;

namespace ClusterSim.Tables;

/// <summary>Exact decimal numbers as UTF-8 text, read into and written from scaled integers.</summary>
internal static class DecimalText
{
    /// <summary>Decimals of a second that a tick of 100 ns resolves.</summary>
    public const int TickDecimals = 7;

    private const long Limit = (long.MaxValue - 9) / 10;

    /// <summary>
    /// Reads <c>-12.5</c> or <c>1.25e3</c> as the whole number nearest to value × 10^<paramref name="decimals"/>,
    /// halves away from zero. Spaces around it are allowed. False for anything else, e.g. <c>NaN</c>, <c>inf</c>,
    /// an empty text or a value that does not fit.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int decimals, out long scaled)
    {
        text = text.Trim((byte)' ');
        bool negative = !text.IsEmpty && text[0] == '-';
        ReadOnlySpan<byte> rest = negative || (!text.IsEmpty && text[0] == '+') ? text[1..] : text;
        scaled = 0;
        int digits = 0, fraction = -1;
        foreach (byte c in rest)
        {
            if (c == '.' && fraction < 0)
            {
                fraction = 0;
                continue;
            }

            if (!char.IsAsciiDigit((char)c))
            {
                return (c is (byte)'e' or (byte)'E') && TryParseExponent(text, decimals, out scaled);
            }

            digits++;
            if (!TryAppend(ref scaled, c - '0', decimals, ref fraction))
            {
                return false;
            }
        }

        return digits > 0 && TryScale(ref scaled, decimals - Math.Max(0, fraction), negative);
    }

    /// <summary>
    /// Writes seconds with at most seven decimals and no trailing zeros; the exact inverse of reading.
    /// </summary>
    /// <param name="ticks">Ticks of 100 ns; 0 or more.</param>
    /// <param name="target">At least 24 bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int FormatTicks(long ticks, Span<byte> target)
    {
        (long whole, long part) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        Utf8Formatter.TryFormat(whole, target, out int length);
        if (part == 0)
        {
            return length;
        }

        target[length++] = (byte)'.';
        for (long digit = TimeSpan.TicksPerSecond / 10; part > 0; digit /= 10)
        {
            target[length++] = (byte)('0' + (part / digit));
            part %= digit;
        }

        return length;
    }

    private static bool TryAppend(ref long scaled, int digit, int decimals, ref int fraction)
    {
        if (fraction >= decimals)
        {
            // Only the first digit beyond the last kept one decides the rounding.
            scaled += fraction++ == decimals && digit >= 5 ? 1 : 0;
            return true;
        }

        if (scaled > Limit)
        {
            return false;
        }

        scaled = (scaled * 10) + digit;
        fraction += fraction >= 0 ? 1 : 0;
        return true;
    }

    private static bool TryScale(ref long scaled, int missingDecimals, bool negative)
    {
        for (int i = 0; i < missingDecimals; i++)
        {
            if (scaled > Limit)
            {
                return false;
            }

            scaled *= 10;
        }

        scaled = negative ? -scaled : scaled;
        return true;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, int decimals, out long scaled)
    {
        scaled = 0;
        decimal scale = (decimal)Math.Pow(10, decimals);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            || Math.Abs(value) >= Limit / scale)
        {
            return false;
        }

        scaled = (long)Math.Round(value * scale, MidpointRounding.AwayFromZero);
        return true;
    }
}
