using System.Globalization;
using ClusterSim.Impact;

namespace ClusterSim.Experiments.Tuning;

/// <summary>A bound that a metric must keep in every training window.</summary>
/// <param name="Metric">Name of the metric, as in <see cref="MetricCatalog"/>.</param>
/// <param name="IsUpper">Whether the metric must not exceed the limit; else it must not fall below it.</param>
/// <param name="Limit">The limit, in the metric's unit.</param>
public sealed record TuningConstraint(string Metric, bool IsUpper, double Limit)
{
    /// <summary>Reads a constraint such as <c>max_total_wait_seconds&lt;=604800</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ExperimentException">It is none, or names no metric.</exception>
    public static TuningConstraint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool upper = text.Contains("<=", StringComparison.Ordinal);
        string[] parts = text.Split(upper ? "<=" : ">=", StringSplitOptions.TrimEntries);
        if (parts.Length != 2
            || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double limit)
            || !double.IsFinite(limit))
        {
            throw new ExperimentException(
                $"found the constraint '{text}', expected METRIC<=NUMBER or METRIC>=NUMBER");
        }

        TuningMetric.Require(parts[0]);
        return new TuningConstraint(parts[0], upper, limit);
    }

    /// <summary>
    /// By how much a value breaks the limit, 0 or less where it keeps it: the logarithm of their ratio where both are
    /// positive, so that a search sees tenfold and hundredfold as equal steps; else the difference.
    /// </summary>
    /// <param name="value">A value of the metric.</param>
    public double Excess(double value)
    {
        double over = value > 0 && Limit > 0 ? Math.Log(value / Limit) : value - Limit;
        return IsUpper ? over : -over;
    }

    /// <summary>Whether a run keeps the bound.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ExperimentException">It does not determine the metric.</exception>
    internal bool IsKept(RunMetrics run) => Excess(TuningMetric.ValueOf(run, Metric)) <= 0;

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Metric}{(IsUpper ? "<=" : ">=")}{Limit}");
}
