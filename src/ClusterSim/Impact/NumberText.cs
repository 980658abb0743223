using System.Globalization;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Numbers for people.</summary>
internal static class NumberText
{
    /// <summary>A value with at least three significant digits (whole numbers in full), and its unit.</summary>
    public static string Of(double? value, string unit)
    {
        if (value is not { } number)
        {
            return "n/a";
        }

        bool whole = number == Math.Round(number) && Math.Abs(number) < 1e15;
        string text = whole ? number.ToString("#,##0", CultureInfo.InvariantCulture) : Plain(number);
        return unit.Length == 0 ? text : $"{text} {unit}";
    }

    /// <summary>At least three significant digits, no exponent within reason.</summary>
    public static string Plain(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e15 or < 1e-6 => value.ToString("0.00E0", CultureInfo.InvariantCulture),
        >= 99.95 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 9.995 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.9995 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>A share in percent, without the sign for it: one decimal below ten and close to a hundred.</summary>
    public static string Percent(double share) => (share * 100).ToString(
        Math.Abs(share) is < 0.0995 or (>= 0.945 and < 1) ? "0.#" : "#,##0", CultureInfo.InvariantCulture);

    /// <summary>
    /// The interval of a ratio in percent, measured in the direction of the change, so that "34 % less (28 to 41 %)"
    /// needs no signs unless it crosses zero.
    /// </summary>
    public static string PercentRange(ConfidenceInterval ratio, bool less)
    {
        (double low, double high) = less ? (1 - ratio.High, 1 - ratio.Low) : (ratio.Low - 1, ratio.High - 1);
        return $"{Percent(low)} to {Percent(high)} %";
    }

    /// <summary>What intervals of a level are called.</summary>
    public static string Level(double level) => string.Create(CultureInfo.InvariantCulture, $"{level * 100:0.##} % CI");

    /// <summary>A length of time in the unit in which it reads best.</summary>
    public static string Duration(double seconds) => Math.Abs(seconds) switch
    {
        < 120 => Plain(seconds) + " s",
        < 7_200 => Plain(seconds / 60) + " min",
        < 172_800 => Plain(seconds / 3_600) + " h",
        _ => Plain(seconds / 86_400) + " days",
    };
}
