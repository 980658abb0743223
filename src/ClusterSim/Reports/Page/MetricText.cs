using ClusterSim.Impact;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>Values of metrics as people read them.</summary>
internal static class MetricText
{
    /// <summary>The value with its unit.</summary>
    public static string Of(Metric metric, double? value) => value is not { } number ? Readable.None
        : metric.Unit == "s" ? Readable.Duration(number)
        : IsShare(metric) ? Readable.Percent(number)
        : metric.Unit.Length > 0 ? $"{Readable.Significant(number)} {metric.Unit}"
        : Readable.Significant(number);

    /// <summary>
    /// The value in a given unit of time where the metric is a time; else as <see cref="Of(Metric, double?)"/>.
    /// </summary>
    public static string Of(Metric metric, double? value, DurationUnit? unit) =>
        unit is not null && value is { } seconds ? unit.Text(seconds) : Of(metric, value);

    /// <summary>A change with its sign and unit; a time in the given unit.</summary>
    public static string Change(Metric metric, double? change, DurationUnit? unit) =>
        change is { } number ? Signed(number, Size(metric, Math.Abs(number), unit)) : Readable.None;

    /// <summary>The unit of time that suits some values of a metric; <c>null</c> when the metric is no time.</summary>
    public static DurationUnit? UnitFor(Metric metric, params IEnumerable<double?> values) =>
        metric.Unit == "s" ? DurationUnit.ForAll(values.OfType<double>()) : null;

    /// <summary>Shares of one are told in percent.</summary>
    public static bool IsShare(Metric metric) =>
        metric.Unit.Length == 0
        && (metric.Name.Contains("share", StringComparison.Ordinal)
            || metric.Name.EndsWith("utilization", StringComparison.Ordinal)
            || metric.Name.EndsWith("allocation_ratio", StringComparison.Ordinal));

    /// <summary>Which way is better, in words.</summary>
    public static string Direction(Metric metric) => metric.Better switch
    {
        MetricDirection.Less => "less is better",
        MetricDirection.More => "more is better",
        _ => "",
    };

    private static string Size(Metric metric, double size, DurationUnit? unit) =>
        IsShare(metric) ? Readable.Significant(size * 100) + " points" : Of(metric, size, unit);

    private static string Signed(double number, string size) => (number > 0 ? "+" : number < 0 ? "−" : "") + size;
}
