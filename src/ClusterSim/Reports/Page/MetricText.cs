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

    /// <summary>The value in a given unit of time, without the sign, where the metric is a time; else as <see cref="Of"/>.</summary>
    public static string In(DurationUnit? unit, Metric metric, double? value) =>
        metric.Unit == "s" && unit is not null && value is { } seconds ? unit.Number(seconds) : Of(metric, value);

    /// <summary>A change with its sign.</summary>
    public static string Change(Metric metric, double? change) => change is not { } number ? Readable.None
        : number > 0 ? "+" + Of(metric, number)
        : number < 0 ? "−" + Of(metric, -number)
        : Of(metric, 0);

    /// <summary>Shares of one are told in percent.</summary>
    public static bool IsShare(Metric metric) =>
        metric.Unit.Length == 0
        && (metric.Name.Contains("share", StringComparison.Ordinal) || metric.Name.EndsWith("utilization", StringComparison.Ordinal)
            || metric.Name.EndsWith("allocation_ratio", StringComparison.Ordinal));

    /// <summary>Which way is better, in words.</summary>
    public static string Direction(Metric metric) => metric.Better switch
    {
        MetricDirection.Less => "less is better",
        MetricDirection.More => "more is better",
        _ => "",
    };
}
