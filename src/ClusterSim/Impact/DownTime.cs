using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Time;

namespace ClusterSim.Impact;

/// <summary>For how long nodes and GPUs were away within a period, in seconds.</summary>
internal sealed class DownTime
{
    private readonly SimTime _start, _end;

    private DownTime(RunResult run, SimTime start, SimTime end)
    {
        (_start, _end) = (start, end);
        NodeSeconds = new double[run.Platform.Nodes.Length];
        GpuSeconds = new double[run.Platform.Nodes.Length];
    }

    /// <summary>Of each node as a whole.</summary>
    public double[] NodeSeconds { get; }

    /// <summary>Of the GPUs of each node while the node itself was there, together.</summary>
    public double[] GpuSeconds { get; }

    /// <summary>The down times of a run; <c>null</c> when nothing is known of them.</summary>
    public static DownTime? Of(RunResult run, SimTime start, SimTime end)
    {
        DownTime down = new(run, start, end);
        if (run.Outages is { } outages)
        {
            foreach (var node in outages.GroupBy(outage => outage.Node))
            {
                down.Add(node.Key, [.. node]);
            }

            return down;
        }

        if (run.Options.Failures is not null)
        {
            return null;
        }

        foreach (var changes in run.Options.NodeChanges.GroupBy(change => change.Node))
        {
            down.AddListed(changes.Key, changes.OrderBy(change => change.Time));
        }

        return down;
    }

    private void Add(int node, Outage[] outages)
    {
        Outage[] whole = [.. outages.Where(outage => outage.Gpu < 0)];
        NodeSeconds[node] = whole.Sum(Seconds);
        foreach (Outage gpu in outages.Where(outage => outage.Gpu >= 0))
        {
            GpuSeconds[node] += Seconds(gpu) - whole.Sum(outage => Seconds(outage with
            {
                From = SimTime.Max(outage.From, gpu.From), To = SimTime.Min(outage.To, gpu.To),
            }));
        }
    }

    private double Seconds(Outage outage)
    {
        SimTime from = SimTime.Max(outage.From, _start), to = SimTime.Min(outage.To, _end);
        return to > from ? (to - from).TotalSeconds : 0;
    }

    // As in the run: changes of one instant in the order of the list, each failure needs its own repair.
    private void AddListed(int node, IEnumerable<NodeChange> changes)
    {
        int reasons = 0;
        SimTime since = _start;
        foreach (NodeChange change in changes)
        {
            SimTime at = SimTime.Min(SimTime.Max(change.Time, _start), _end);
            NodeSeconds[node] += reasons > 0 ? (at - since).TotalSeconds : 0;
            since = at;
            reasons = Math.Max(0, reasons + (change.Up ? -1 : 1));
        }

        NodeSeconds[node] += reasons > 0 ? (_end - since).TotalSeconds : 0;
    }
}
