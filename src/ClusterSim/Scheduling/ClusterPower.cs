using ClusterSim.Platforms;
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

    internal ClusterPower(Platform platform, NodeDraws draws, SleepState? sleep)
    {
        Draws = draws;
        _states = new NodePower[platform.Nodes.Length];
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
        ResourceVector each = demand.PerInstance;
        double watts = 0;
        foreach (PlacementSlice slice in placement.Slices)
        {
            watts += slice.Instances * each.TotalGpuMilli / 1000.0 * Draws.GpuSpan(slice.Node);
            watts += Draws.Computing(slice.Node, slice.Instances * (each.CpuMilli / 1000.0));
            watts += each.CpuMilli > 0 ? NodeDraws.Watts(Draws.Jump(slice.Node)) : 0;
        }

        return watts;
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

    internal NodeDraws Draws { get; }

    internal void Set(int node, NodePower power) => _states[node] = power;
}
