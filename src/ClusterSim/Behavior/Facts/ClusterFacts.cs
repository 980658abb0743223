using ClusterSim.Platforms;

namespace ClusterSim.Behavior.Facts;

/// <summary>What the events have told about the cluster so far, and what its platform says.</summary>
internal sealed class ClusterFacts(Platform? platform)
{
    private readonly HashSet<int> _down = [];
    private readonly long _capacityMilli = (platform?.TotalGpus ?? 0) * 1000L;

    /// <summary>Jobs in the queue.</summary>
    public int WaitingJobs { get; set; }

    /// <summary>GPUs that the jobs in the queue ask for, shares counted as shares, in 1/1000.</summary>
    public long WaitingMilli { get; set; }

    /// <summary>GPUs that jobs hold, shares counted as shares, in 1/1000.</summary>
    public long RunningMilli { get; set; }

    private long DownMilli { get; set; }

    /// <summary>Part of all GPUs in percent; NaN when the platform is not known or has none.</summary>
    public double PercentOf(long milli) => _capacityMilli == 0 ? double.NaN : 100.0 * milli / _capacityMilli;

    /// <summary>GPUs that are up and not held, in percent of all.</summary>
    public double FreePercent => PercentOf(Math.Max(0, _capacityMilli - DownMilli - RunningMilli));

    /// <summary>GPUs of a node; NaN when it is not known.</summary>
    public double GpusOf(int node) =>
        platform is not null && node >= 0 && node < platform.Nodes.Length ? platform.Nodes[node].Gpus : double.NaN;

    public void TakeDown(int node)
    {
        if (!double.IsNaN(GpusOf(node)) && _down.Add(node))
        {
            DownMilli += (long)GpusOf(node) * 1000;
        }
    }

    public void BringUp(int node)
    {
        if (_down.Remove(node))
        {
            DownMilli -= (long)GpusOf(node) * 1000;
        }
    }
}
