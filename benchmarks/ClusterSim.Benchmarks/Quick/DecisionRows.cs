using System.Globalization;
using ClusterSim.Behavior;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Statistics;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>How long it takes inside a run from an event to a recommendation, and from there to a decision.</summary>
internal static class DecisionRows
{
    private const int Running = 10_000, Rules = 100;
    private const double GoalMilliseconds = 1, AskedMilliseconds = 100;

    public static IEnumerable<QuickRow> Measure()
    {
        BusyRules load = new(Running, Rules);
        load.Run(acts: false);
        DecisionLatency advised = load.Run(acts: false), acted = load.Run(acts: true);
        yield return Row("from event to recommendation", advised.Recommendations);
        yield return Row("from recommendation to decision, advice refused", advised.Decisions);
        yield return Row("from recommendation to decision, acting", acted.Decisions);
    }

    private static QuickRow Row(string what, LatencyHistogram lengths)
    {
        double p50 = lengths.Quantile(0.5).TotalMilliseconds, p99 = lengths.Quantile(0.99).TotalMilliseconds;
        return new QuickRow(
            Text($"{what}, {Running:N0} running jobs, {Rules} rules, {lengths.Count:N0} times"),
            Text($"asked for: {AskedMilliseconds:0} ms"),
            Text($"p50 {p50:0.0000} ms, p99 {p99:0.000} ms, max {lengths.Max.TotalMilliseconds:0.0} ms of wall time"),
            p99 / AskedMilliseconds,
            Text($"p99 < {GoalMilliseconds:0} ms"),
            p99 < GoalMilliseconds);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
