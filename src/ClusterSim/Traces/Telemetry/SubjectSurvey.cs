using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>What the samples show of one job or pod.</summary>
internal sealed class SubjectSurvey(SimTime first)
{
    private readonly HashSet<(int Node, short Device)> _gpus = [];
    private readonly HashSet<int> _nodes = [];

    /// <summary>Time of its first sample.</summary>
    public SimTime First { get; } = first;

    /// <summary>Time of its last sample.</summary>
    public SimTime Last { get; private set; } = first;

    /// <summary>Pauses between two samples that are long enough to matter: when they begin and when they end.</summary>
    public List<(SimTime From, SimTime To)> Pauses { get; } = [];

    /// <summary>GPUs that were seen; 1 when one was measured without saying which.</summary>
    public int Gpus => _gpus.Count;

    /// <summary>Nodes that were seen; 0 when the source does not say.</summary>
    public int Nodes => _nodes.Count;

    /// <summary>The first node that was seen; -1 when the source does not say.</summary>
    public int Node { get; private set; } = -1;

    /// <summary>Takes in a sample.</summary>
    public void Add(in TelemetrySample sample)
    {
        if (sample.Metric is >= Metric.GpuUtilization and <= Metric.GpuThrottle)
        {
            _gpus.Add((sample.Node, sample.Device));
        }

        if (sample.Node >= 0 && _nodes.Add(sample.Node) && Node < 0)
        {
            Node = sample.Node;
        }
    }

    /// <summary>Takes in that there are samples at a time later than the last.</summary>
    /// <returns>The time since the last samples.</returns>
    public TimeSpan Reach(SimTime time, TimeSpan longPause)
    {
        TimeSpan pause = time - Last;
        if (pause > longPause)
        {
            Pauses.Add((Last, time));
        }

        Last = time;
        return pause;
    }
}
