using System.Globalization;
using ClusterSim.Behavior;
using ClusterSim.Statistics;

namespace ClusterSim.Runner.Verbs;

/// <summary>
/// How long decisions took on this machine. It goes where errors and progress go: no two runs agree on it.
/// </summary>
internal static class LatencyText
{
    public static void Write(DecisionLatency latency, Terminal terminal)
    {
        Write("from event to recommendation", latency.Recommendations, terminal);
        Write("from recommendation to decision", latency.Decisions, terminal);
    }

    private static void Write(string what, LatencyHistogram lengths, Terminal terminal)
    {
        if (lengths.Count > 0)
        {
            terminal.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"wall time {what}: p50 {Text(lengths.Quantile(0.5))}, p99 {Text(lengths.Quantile(0.99))}, "
                    + $"max {Text(lengths.Max)} ({lengths.Count:N0} times)"));
        }
    }

    private static string Text(TimeSpan length) => length.TotalMilliseconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalMilliseconds:0.0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{length.TotalMicroseconds:0.0} us");
}
