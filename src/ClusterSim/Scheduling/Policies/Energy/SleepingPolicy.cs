using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// Wraps another policy, puts nodes to sleep by a rule, and wakes nodes for jobs that wait. Which nodes are idle it
/// knows from allocations and events, without looking at all nodes.
/// </summary>
internal sealed class SleepingPolicy : ISchedulingPolicy, IAllocationObserver
{
    private const int Lookahead = 16;

    private readonly ISchedulingPolicy _basePolicy;
    private readonly ISleepRule _rule;
    private IdleNodes? _idle;
    private NodeWaker? _waker;

    /// <param name="name">Name in results.</param>
    /// <param name="basePolicy">Who schedules.</param>
    /// <param name="rule">When nodes sleep.</param>
    /// <param name="options">Its options as texts.</param>
    public SleepingPolicy(
        string name, ISchedulingPolicy basePolicy, ISleepRule rule, IReadOnlyDictionary<string, string> options)
    {
        (Name, _basePolicy, _rule) = (name, basePolicy, rule);
        Options = WrappedOptions.Of(basePolicy, options);
    }

    public string Name { get; }

    public IReadOnlyDictionary<string, string> Options { get; }

    public ISchedulingPolicy BasePolicy => _basePolicy;

    public void Begin(SchedulingView view)
    {
        _basePolicy.Begin(view);
        _idle = _rule.Begin(view);
        _waker = new NodeWaker(view, Lookahead);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        _basePolicy.Schedule(view, plan);
        _waker!.WakeForWaiting(plan);
        _rule.Run(view, plan, _idle!, _waker);
    }

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind is EventKind.NodeDown or EventKind.NodeUp or EventKind.NodePowerChanged)
        {
            _idle?.Observe(happened);
        }

        if (happened.Kind == EventKind.NodePowerChanged)
        {
            _waker?.Note(happened.Node, (NodePower)happened.Detail);
        }
    }

    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start) =>
        _idle?.Take(node);

    public void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end) =>
        _idle?.Release(node, end);
}
