using System.Globalization;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// Durations as Go writes them: <c>1h30m</c>, <c>5m</c>, <c>.5s</c>; units ns, us, ms, s, m, h; no days, no bare
/// numbers but 0.
/// </summary>
internal static class GoDuration
{
    private static readonly (string Unit, decimal Ticks)[] Units =
    [
        ("ns", 0.01m), ("us", 10m), ("µs", 10m), ("μs", 10m), ("ms", 10_000m),
        ("s", 10_000_000m), ("m", 600_000_000m), ("h", 36_000_000_000m),
    ];

    /// <summary>Reads a duration; parts of 100 ns are rounded to the nearest tick.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text;
        bool negative = rest.StartsWith("-");
        rest = negative || rest.StartsWith("+") ? rest[1..] : rest;
        if (rest is "0")
        {
            return true;
        }

        decimal ticks = 0;
        bool valid = rest.Length > 0;
        while (valid && rest.Length > 0)
        {
            valid = TryTakePart(ref rest, out decimal part);
            ticks += part;
        }

        valid = valid && ticks < long.MaxValue;
        duration = valid ? new TimeSpan((long)decimal.Round(negative ? -ticks : ticks)) : TimeSpan.Zero;
        return valid;
    }

    /// <summary>What Go says of a text that is no duration; empty for one that is, or is only too long.</summary>
    public static string FaultOf(string text)
    {
        string rest = text.TrimStart('+', '-');
        int digits = rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        string unit = new([.. rest.Skip(digits).TakeWhile(c => !char.IsAsciiDigit(c) && c != '.')]);
        return TryParse(text, out _) ? ""
            : digits == 0 ? $"time: invalid duration \"{text}\""
            : unit.Length == 0 ? $"time: missing unit in duration \"{text}\""
            : Units.Any(known => known.Unit == unit) ? $"time: invalid duration \"{text}\""
            : $"time: unknown unit \"{unit}\" in duration \"{text}\"";
    }

    private static bool TryTakePart(ref ReadOnlySpan<char> rest, out decimal ticks)
    {
        ticks = 0;
        int digits = 0;
        while (digits < rest.Length && (char.IsAsciiDigit(rest[digits]) || rest[digits] == '.'))
        {
            digits++;
        }

        int end = digits;
        while (end < rest.Length && !char.IsAsciiDigit(rest[end]) && rest[end] != '.')
        {
            end++;
        }

        // More digits than a duration of 292 years needs would overflow the product below.
        if (digits > 20
            || !decimal.TryParse(
                rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
        {
            return false;
        }

        foreach ((string unit, decimal unitTicks) in Units)
        {
            if (rest[digits..end].SequenceEqual(unit))
            {
                ticks = Math.Min(number, 1e18m) * unitTicks;
                rest = rest[end..];
                return number < 1e18m && ticks < long.MaxValue;
            }
        }

        return false;
    }
}
