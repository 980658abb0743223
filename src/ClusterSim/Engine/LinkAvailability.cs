using ClusterSim.Events;

namespace ClusterSim.Engine;

/// <summary>
/// Takes bandwidth from links and gives it back, as listed. It is the only place that changes a link.
/// </summary>
internal sealed class LinkAvailability
{
    private readonly RunState _run;

    public LinkAvailability(RunState run)
    {
        _run = run;
        for (int i = 0; i < run.Options.LinkChanges.Length; i++)
        {
            run.Queue.Schedule(run.Options.LinkChanges[i].Time, EventPhase.NodeChange, (int)EventCode.LinkChange, i);
        }
    }

    /// <summary>Carries a change out; the pace of the jobs follows at the end of the instant.</summary>
    public void Apply(in LinkChange change)
    {
        _run.Network?.SetCapacity(change.Link, change.CapacityShare);
        int node = _run.Topology!.Vertices[_run.Topology.Links[change.Link].From].Node;
        node = node >= 0 ? node : _run.Topology.Vertices[_run.Topology.Links[change.Link].To].Node;
        _run.Emit(
            change.CapacityShare < 1 ? EventKind.LinkDown : EventKind.LinkUp, node: node,
            value: change.CapacityShare, detail: change.Link);
        _run.PassNeeded = true;
    }
}
