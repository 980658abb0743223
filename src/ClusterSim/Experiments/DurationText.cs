using System.Globalization;
using ClusterSim.Time;

namespace ClusterSim.Experiments;

/// <summary>
/// Reads and writes lengths of time as people do: <c>30 s</c>, <c>15 min</c>, <c>1.5 h</c>, <c>7 d</c>.
/// </summary>
public static class DurationText
{
    /// <summary>Reads a number with a unit (ms, s, min, h, d); a bare <c>0</c> needs none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">The length, to the nearest tick; zero when it is none.</param>
    /// <returns>Whether it is a length.</returns>
    public static bool TryParse(string text, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        string trimmed = text.Trim();
        int unitAt = trimmed.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or '-' or '+').Count();
        bool number = double.TryParse(
            trimmed.AsSpan(0, unitAt), NumberStyles.Float, CultureInfo.InvariantCulture, out double amount);
        double seconds = amount * UnitSeconds(trimmed[unitAt..].Trim(), amount);
        // Beyond about 29,000 years the ticks overflow.
        if (!number || !double.IsFinite(seconds) || Math.Abs(seconds) > 9e11)
        {
            return false;
        }

        length = SimTime.Length(seconds);
        return true;
    }

    /// <summary>The length in seconds with its unit; exact.</summary>
    /// <param name="length">The length.</param>
    public static string Of(TimeSpan length) =>
        (length.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + " s";

    private static double UnitSeconds(string unit, double amount) => unit switch
    {
        "ms" => 0.001,
        "s" or "sec" or "second" or "seconds" => 1,
        "min" or "m" or "minute" or "minutes" => 60,
        "h" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86_400,
        "" when amount == 0 => 1,
        _ => double.NaN,
    };
}
