using System.Globalization;

namespace ClusterSim.Experiments.Published;

/// <summary>Numbers of a study as its page shows them.</summary>
internal static class StudyNumber
{
    private const string None = "–";
    private const int MostDecimals = 8;

    /// <summary>A published number as it was printed, as far as a double knows.</summary>
    public static string Published(double? value) =>
        value is { } number ? number.ToString("0.##########", CultureInfo.InvariantCulture) : None;

    /// <summary>Ours, with two decimals more than the published one was printed with.</summary>
    public static string Obtained(double value, double? published)
    {
        if (!double.IsFinite(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        string printed = Published(published);
        int point = printed.IndexOf('.', StringComparison.Ordinal);
        int decimals = Math.Min((point < 0 ? 0 : printed.Length - point - 1) + 2, MostDecimals);
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>The deviation in percent, or in the unit of the metric where the published number is 0.</summary>
    public static string Deviation(PublishedRow row) => row switch
    {
        { Published: null } => None,
        { Deviation: { } share } => Percent(share),
        _ => row.Obtained.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture),
    };

    /// <summary>A share as percent with its sign.</summary>
    public static string Percent(double share)
    {
        double percent = share * 100;
        string format = Math.Abs(percent) >= 0.1 ? "+0.##;-0.##;0" : "+0.####;-0.####;0";
        return percent.ToString(format, CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>The interval of a row.</summary>
    public static string Interval(PublishedRow row) => row.Interval is { } of
        ? $"{Obtained(of.Low, row.Published)} to {Obtained(of.High, row.Published)}"
        : "";

    /// <summary>The tolerance of a row.</summary>
    public static string Limit(Tolerance tolerance) => tolerance.Kind switch
    {
        ToleranceKind.Absolute when tolerance.Amount == 0 => "equal",
        ToleranceKind.Absolute => "±" + tolerance.Amount.ToString("0.##########", CultureInfo.InvariantCulture),
        ToleranceKind.Relative => string.Create(CultureInfo.InvariantCulture, $"±{tolerance.Amount * 100:0.####} %"),
        ToleranceKind.Interval => "in the interval",
        _ => "not judged",
    };

    /// <summary>The verdict in a word or two.</summary>
    public static string Verdict(RowVerdict verdict) => verdict switch
    {
        RowVerdict.Passed => "yes",
        RowVerdict.Explained => "no, explained",
        RowVerdict.Failed => "NO",
        _ => "not judged",
    };
}
