using System.Globalization;

namespace ClusterSim.Reports.Charts;

/// <summary>Numbers as people read them. The tables keep the full precision.</summary>
internal static class Readable
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    /// <summary>A whole number with separated thousands.</summary>
    public static string Count(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A share of one as percent.</summary>
    public static string Percent(double? share) =>
        share is { } value ? Significant(value * 100, 3) + " %" : None;

    /// <summary>A share of one as percent.</summary>
    public static string PercentOf(double share) => Percent(share);

    /// <summary>A length of time in the unit that suits it.</summary>
    public static string Duration(double? seconds) =>
        seconds is { } value ? DurationUnit.For(Math.Abs(value)).Text(value) : None;

    /// <summary>A length of time in the unit that suits it.</summary>
    public static string DurationOf(double seconds) => double.IsFinite(seconds) ? Duration(seconds) : None;

    /// <summary>A plain number.</summary>
    public static string Number(double? value) => value is { } number ? Significant(number) : None;

    /// <summary>A plain number for the little room at an axis.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e7 => Significant(value / 1e6) + "M",
        >= 1e4 => Significant(value / 1e3) + "k",
        _ => Significant(value),
    };

    /// <summary>A number with about so many significant digits, never in exponential form.</summary>
    public static string Significant(double value, int digits = 3)
    {
        if (!double.IsFinite(value))
        {
            return None;
        }

        double magnitude = Math.Abs(value);
        int whole = magnitude < 1 ? 1 : (int)Math.Floor(Math.Log10(magnitude)) + 1;
        int decimals = Math.Clamp(digits - whole, 0, 6);
        if (magnitude is > 0 and < 1)
        {
            decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(magnitude)), 0, 6);
        }

        string text = Math.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString("#,##0." + new string('#', decimals), CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text.Replace('-', '−');
    }
}
