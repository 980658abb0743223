using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClusterSim.Events;
using ClusterSim.Journals;
using ClusterSim.Statistics;

namespace ClusterSim.Traces.Telemetry;

/// <summary>Collects the samples of each metric.</summary>
internal sealed class MetricFigures(IdleTime idle) : IEventObserver
{
    private readonly SortedDictionary<Metric, (List<double> Values, HashSet<int> Jobs)> _metrics = [];

    public void Observe(in SimulationEvent happened)
    {
        idle.Observe(happened);
        if (happened.Kind != EventKind.MetricSampled || (happened.Job >= 0 && happened.Gpus >= 0))
        {
            return;
        }

        Metric metric = (Metric)happened.Detail;
        if (!_metrics.TryGetValue(metric, out (List<double> Values, HashSet<int> Jobs) found))
        {
            _metrics.Add(metric, found = ([], []));
        }

        found.Values.Add(happened.Value);
        if (happened.Job >= 0)
        {
            found.Jobs.Add(happened.Job);
        }
    }

    /// <summary>The figures, by metric.</summary>
    public ImmutableArray<InspectedMetric> All() => [.. _metrics.Select(one => Of(one.Key, one.Value))];

    private static InspectedMetric Of(Metric metric, (List<double> Values, HashSet<int> Jobs) found)
    {
        List<double> values = found.Values;
        double mean = values.Average();
        values.Sort();
        ReadOnlySpan<double> sorted = CollectionsMarshal.AsSpan(values);
        int zero = 0, small = 0;
        foreach (double value in sorted)
        {
            zero += value == 0 ? 1 : 0;
            small += value < 1 ? 1 : 0;
        }

        return new InspectedMetric(
            MetricNames.Of(metric), MetricNames.UnitOf(metric), sorted.Length, found.Jobs.Count, mean, sorted[0],
            Quantiles.OfSorted(sorted, 0.25), Quantiles.OfSorted(sorted, 0.5), Quantiles.OfSorted(sorted, 0.75),
            Quantiles.OfSorted(sorted, 0.95), sorted[^1], zero / (double)sorted.Length, small / (double)sorted.Length);
    }
}
