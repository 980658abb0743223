using ClusterSim.Events;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>
/// Takes nodes down and up again, at random and as listed. A node is up when neither source holds it down. Each node
/// draws from its own stream, so that the failures of one do not depend on the others.
/// </summary>
internal sealed class NodeAvailability
{
    private readonly RunState _run;
    private readonly JobLifecycle _jobs;
    private readonly RandomStream[] _streams;
    private readonly int[] _downReasons;
    private int _nodesDown, _listedLeft;

    public NodeAvailability(RunState run, JobLifecycle jobs)
    {
        (_run, _jobs) = (run, jobs);
        _downReasons = new int[run.Platform.Nodes.Length];
        var changes = run.Options.NodeChanges;
        _listedLeft = changes.Length;
        for (int i = 0; i < changes.Length; i++)
        {
            run.Queue.Schedule(changes[i].Time, EventPhase.NodeChange, (int)EventCode.NodeChange, i);
        }

        _streams = run.Options.Failures is null ? []
            : [.. run.Platform.Nodes.Select(node => new RandomStream(run.Options.Seed, "failures/" + node.Name))];
        for (int node = 0; node < _streams.Length; node++)
        {
            Schedule(node, EventCode.NodeFails, run.Options.Failures!.MeanTimeBetweenFailures);
        }
    }

    /// <summary>Whether a node is down, or a listed change is still to come.</summary>
    public bool MayComeBack => _nodesDown > 0 || _listedLeft > 0;

    public void Fail(int node)
    {
        Down(node);
        Schedule(node, EventCode.NodeRepaired, _run.Options.Failures!.MeanTimeToRepair);
    }

    public void Repair(int node)
    {
        Up(node);
        Schedule(node, EventCode.NodeFails, _run.Options.Failures!.MeanTimeBetweenFailures);
    }

    public void Apply(NodeChange change)
    {
        _listedLeft--;
        if (change.Up)
        {
            Up(change.Node);
        }
        else
        {
            Down(change.Node);
        }
    }

    private void Schedule(int node, EventCode code, TimeSpan mean)
    {
        double seconds = -mean.TotalSeconds * Math.Log(1 - _streams[node].NextDouble());
        _run.Queue.Schedule(_run.Now + SimTime.Length(seconds), EventPhase.NodeChange, (int)code, node);
    }

    private void Down(int node)
    {
        if (_downReasons[node]++ > 0)
        {
            return;
        }

        _nodesDown++;
        _run.Cluster.SetUp(node, false);
        _run.Power?.SetUp(node, false);
        _run.Emit(EventKind.NodeDown, node: node);
        foreach (int job in _run.View.Running)
        {
            if (Uses(_run.Jobs.Placement[job]!, node))
            {
                _jobs.Evict(job);
            }
        }

        _run.PassNeeded = true;
    }

    private void Up(int node)
    {
        // A node that was never down cannot come up; a list may say so when it begins with a repair.
        if (_downReasons[node] == 0 || --_downReasons[node] > 0)
        {
            return;
        }

        _nodesDown--;
        _run.Cluster.SetUp(node, true);
        _run.Power?.SetUp(node, true);
        _run.Emit(EventKind.NodeUp, node: node);
        _run.View.ReleaseVersion++;
        _run.PassNeeded = true;
    }

    private static bool Uses(Placement placement, int node)
    {
        foreach (PlacementSlice slice in placement.Slices)
        {
            if (slice.Node == node)
            {
                return true;
            }
        }

        return false;
    }
}
