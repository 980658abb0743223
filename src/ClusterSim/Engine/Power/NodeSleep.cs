using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Engine.Power;

/// <summary>
/// Puts nodes to sleep and wakes them up. A node takes jobs when it is awake and has not failed; a failure does not
/// wake a node, and a node that fails on its way goes it to the end.
/// </summary>
internal sealed class NodeSleep(RunState run)
{
    private readonly bool[] _failed = new bool[run.Platform.Nodes.Length];
    private readonly bool[] _closed = new bool[run.Platform.Nodes.Length];

    /// <summary>Nodes that are on their way.</summary>
    public int Switching { get; private set; }

    /// <summary>Begins to put a node to sleep or to wake it up, or says why not.</summary>
    public RefusalReason Set(int node, NodePower power)
    {
        if (node < 0 || node >= _failed.Length)
        {
            return RefusalReason.UnknownNode;
        }

        NodePower now = run.View.Power.Of(node);
        bool sleeps = now is NodePower.Asleep or NodePower.FallingAsleep;
        return power is not (NodePower.On or NodePower.Asleep) ? RefusalReason.ImpossiblePower
            : sleeps == (power == NodePower.Asleep) ? RefusalReason.None
            : now is NodePower.FallingAsleep or NodePower.WakingUp ? RefusalReason.NodeSwitching
            : power == NodePower.On ? Wake(node)
            : PutToSleep(node);
    }

    /// <summary>A node has arrived where it was on its way to.</summary>
    public void Arrive(int node)
    {
        bool awake = run.View.Power.Of(node) == NodePower.WakingUp;
        Switching--;
        Enter(node, awake ? NodePower.On : NodePower.Asleep, run.Now);
        if (awake && TakesJobs(node))
        {
            run.Cluster.SetUp(node, true);
            run.View.ReleaseVersion++;
            run.PassNeeded = true;
        }

        // Who waits may want a node back that was not to be woken before it slept.
        run.PassNeeded |= !awake && run.View.Pending.Count > 0;
    }

    /// <summary>A node fails or is repaired.</summary>
    public void SetUp(int node, bool up)
    {
        _failed[node] = !up;
        run.Cluster.SetUp(node, TakesJobs(node));
        Draw(node);
    }

    /// <summary>A node takes no new jobs from now on, or takes them again.</summary>
    public void Close(int node, bool closed)
    {
        _closed[node] = closed;
        run.Cluster.SetUp(node, TakesJobs(node));
    }

    private bool TakesJobs(int node) =>
        !_failed[node] && !_closed[node] && run.View.Power.Of(node) == NodePower.On;

    private RefusalReason PutToSleep(int node)
    {
        RefusalReason reason = run.View.Power.SleepOf(node) is null ? RefusalReason.NoSleepState
            : _failed[node] ? RefusalReason.NodeDown
            : run.Cluster.HoldsJobs(node) ? RefusalReason.NodeInUse
            : RefusalReason.None;
        if (reason == RefusalReason.None)
        {
            run.Cluster.SetUp(node, false);
            Leave(node, NodePower.FallingAsleep, run.View.Power.SleepOf(node)!.SwitchOffTime);
        }

        return reason;
    }

    private RefusalReason Wake(int node)
    {
        Leave(node, NodePower.WakingUp, run.View.Power.SleepOf(node)!.SwitchOnTime);
        return RefusalReason.None;
    }

    private void Leave(int node, NodePower way, TimeSpan length)
    {
        Switching++;
        Enter(node, way, run.Now + length);
        run.Queue.Schedule(run.Now + length, EventPhase.NodeChange, (int)EventCode.NodeArrives, node);
    }

    private void Enter(int node, NodePower power, SimTime arrives)
    {
        run.View.Power.Set(node, power, arrives);
        Draw(node);
        run.Emit(EventKind.NodePowerChanged, node: node, detail: (int)power);
    }

    private void Draw(int node)
    {
        NodePower now = run.View.Power.Of(node);
        if (_failed[node] || now == NodePower.On)
        {
            run.Power?.SetUp(node, !_failed[node]);
            return;
        }

        SleepState sleep = run.View.Power.SleepOf(node)!;
        double watts = now switch
        {
            NodePower.FallingAsleep => sleep.SwitchOffWatts,
            NodePower.WakingUp => sleep.SwitchOnWatts,
            _ => sleep.Watts,
        };
        run.Power?.SetSleep(node, watts, isSwitching: now != NodePower.Asleep);
    }
}
