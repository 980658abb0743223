using ClusterSim.Events;

namespace ClusterSim.Traces.Telemetry;

/// <summary>The latest value of each device or node of a job, and what they say about the job as a whole.</summary>
internal sealed class MeasuredJob
{
    private const double BusyPercent = 1;
    private readonly Dictionary<Metric, List<TelemetrySample>> _latest = [];

    /// <summary>GPUs that were in use when it was last told; -1 before.</summary>
    public int ToldActiveGpus { get; set; } = -1;

    /// <summary>Takes in a sample of a device or node.</summary>
    public void Add(in TelemetrySample sample)
    {
        if (!_latest.TryGetValue(sample.Metric, out List<TelemetrySample>? parts))
        {
            _latest.Add(sample.Metric, parts = []);
        }

        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Node == sample.Node && parts[i].Device == sample.Device)
            {
                parts[i] = sample;
                return;
            }
        }

        parts.Add(sample);
    }

    /// <summary>
    /// The value for the job: the sum of memory and of counts, the mean of everything that is a share or is stated for
    /// each GPU; and the node when all parts are on one, else -1.
    /// </summary>
    public (double Value, int Node) Of(Metric metric)
    {
        List<TelemetrySample> parts = _latest[metric];
        double sum = 0;
        int node = parts[0].Node;
        foreach (TelemetrySample part in parts)
        {
            sum += part.Value;
            node = part.Node == node ? node : -1;
        }

        bool isSum = metric is Metric.Memory or Metric.ActiveGpus or Metric.ActiveNodes or Metric.ActiveKernels;
        return (isSum ? sum : sum / parts.Count, node);
    }

    /// <summary>GPUs that compute for at least 1 % of the time.</summary>
    public int ActiveGpus() => _latest[Metric.GpuUtilization].Count(part => part.Value >= BusyPercent);
}
