using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling;

/// <summary>
/// What a policy may know of power: which nodes sleep, and what nodes and GPUs draw by the description of the platform.
/// What a job really draws depends on its hidden profile and is not here.
/// </summary>
public sealed class ClusterPower
{
    private readonly NodePower[] _states;
    private readonly SleepState?[] _sleep;
    private readonly SimTime[] _arrives;
    private readonly SortedSet<int> _away = [];

    internal ClusterPower(Platform platform, NodeDraws draws, SleepState? sleep)
    {
        Draws = draws;
        (_states, _arrives) = (new NodePower[platform.Nodes.Length], new SimTime[platform.Nodes.Length]);
        _sleep = [.. platform.Nodes.Select(node => node.Power is { SleepStates: [var first, ..] } ? first : sleep)];
        for (int node = 0; node < _states.Length; node++)
        {
            IdleWatts += NodeDraws.Watts(draws.Idle(node));
            BusyWatts += NodeDraws.Watts(draws.Idle(node) + draws.Jump(node)) + draws.AllBusy(node);
        }
    }

    /// <summary>Power of all nodes when all are awake and idle, in watts.</summary>
    public double IdleWatts { get; }

    /// <summary>Power of all nodes when all their GPUs and cores are busy, in watts.</summary>
    public double BusyWatts { get; }

    /// <summary>Whether a node is awake.</summary>
    /// <param name="node">Index of the node.</param>
    public NodePower Of(int node) => _states[node];

    /// <summary>How a node sleeps; <c>null</c> when it cannot.</summary>
    /// <param name="node">Index of the node.</param>
    public SleepState? SleepOf(int node) => _sleep[node];

    /// <summary>Power of a node that is awake and idle, its GPUs included, in watts.</summary>
    /// <param name="node">Index of the node.</param>
    public double IdleWattsOf(int node) => NodeDraws.Watts(Draws.Idle(node));

    /// <summary>Power of one wholly busy GPU of a node, in watts; 0 when it is not known.</summary>
    /// <param name="node">Index of the node.</param>
    public double GpuWattsOf(int node) => Draws.GpuIdle(node) + Draws.GpuSpan(node);

    /// <summary>
    /// The greatest power that a job can add to idle nodes: all its GPUs and cores busy, in watts.
    /// </summary>
    /// <param name="demand">What it asks for.</param>
    /// <param name="placement">Where it runs.</param>
    public double MostAdded(Demand demand, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(placement);
        double watts = 0;
        foreach (PlacementSlice slice in placement.Slices)
        {
            watts += MostAdded(demand.PerInstance, slice.Node, slice.Instances);
        }

        return watts;
    }

    /// <summary>
    /// The greatest power that a job can add to idle nodes wherever it runs: as many times that of an instance on the
    /// node where it is greatest, in watts.
    /// </summary>
    /// <param name="demand">What it asks for.</param>
    public double MostAdded(Demand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        double most = 0;
        for (int node = 0; node < _states.Length; node++)
        {
            most = Math.Max(most, MostAdded(demand.PerInstance, node, instances: 1));
        }

        return most * demand.Instances;
    }

    /// <summary>
    /// How long a node must be idle so that sleeping saves what falling asleep and waking up cost, beyond what sleeping
    /// itself saves: (energy down + energy up) / (idle power − sleeping power). <c>null</c> when it cannot sleep or
    /// sleeping saves nothing.
    /// </summary>
    /// <param name="node">Index of the node.</param>
    public TimeSpan? BreakEvenOf(int node)
    {
        if (_sleep[node] is not { } sleep || IdleWattsOf(node) <= sleep.Watts)
        {
            return null;
        }

        double joules = (sleep.SwitchOffWatts * sleep.SwitchOffTime.TotalSeconds)
            + (sleep.SwitchOnWatts * sleep.SwitchOnTime.TotalSeconds);
        return TimeSpan.FromSeconds(joules / (IdleWattsOf(node) - sleep.Watts));
    }

    /// <summary>The greatest power that what is held of a node can add to its idle power, in watts.</summary>
    internal double MostHeld(int node, FreeResources free)
    {
        Node spec = free.Nodes.Nodes[node];
        double gpus = spec.Gpus - (free.FreeGpuMilli(node) / 1000.0);
        double cores = spec.CpuLimited ? (spec.CpuMilli - free.FreeCpuMilli(node)) / 1000.0 : 0;
        return (gpus * Draws.GpuSpan(node)) + Draws.Computing(node, cores)
            + (cores > 0 ? NodeDraws.Watts(Draws.Jump(node)) : 0);
    }

    /// <summary>What a GPU of a node holds of the node's base power, in watts.</summary>
    internal double BaseWattsPerGpu(int node) => Draws.Held(node, gpus: 0, Draws.Share(node, gpus: 1, cores: 0));

    private double MostAdded(in ResourceVector each, int node, int instances) =>
        (instances * each.TotalGpuMilli / 1000.0 * Draws.GpuSpan(node))
        + Draws.Computing(node, instances * (each.CpuMilli / 1000.0))
        + (each.CpuMilli > 0 ? NodeDraws.Watts(Draws.Jump(node)) : 0);

    internal NodeDraws Draws { get; }

    /// <summary>The nodes that are not awake, by index.</summary>
    internal IReadOnlyCollection<int> Away => _away;

    /// <summary>When a node is awake that is woken up as soon as it can be.</summary>
    internal SimTime ReadyAt(int node, SimTime now) => _states[node] switch
    {
        NodePower.On => now,
        NodePower.WakingUp => _arrives[node],
        NodePower.FallingAsleep => _arrives[node] + _sleep[node]!.SwitchOnTime,
        _ => now + _sleep[node]!.SwitchOnTime,
    };

    /// <summary>A node is in another state from now on, and on its way until it arrives.</summary>
    internal void Set(int node, NodePower power, SimTime arrives)
    {
        (_states[node], _arrives[node]) = (power, arrives);
        _ = power == NodePower.On ? _away.Remove(node) : _away.Add(node);
    }
}
