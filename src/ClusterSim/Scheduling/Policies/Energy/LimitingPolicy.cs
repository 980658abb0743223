using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>Wraps another policy and limits the GPUs of every job that starts, by a rule.</summary>
internal sealed class LimitingPolicy : ISchedulingPolicy, IAllocationObserver
{
    private readonly ISchedulingPolicy _basePolicy;
    private readonly IStartRule _rule;
    private readonly List<(int Job, int Node)> _started = [];

    /// <param name="name">Name in results.</param>
    /// <param name="basePolicy">Who schedules.</param>
    /// <param name="rule">What is limited.</param>
    /// <param name="values">The options as texts.</param>
    public LimitingPolicy(
        string name, ISchedulingPolicy basePolicy, IStartRule rule, IReadOnlyDictionary<string, string> values)
    {
        (Name, _basePolicy, _rule) = (name, basePolicy, rule);
        Options = WrappedOptions.Of(basePolicy, values);
    }

    public string Name { get; }

    public IReadOnlyDictionary<string, string> Options { get; }

    public ISchedulingPolicy BasePolicy => _basePolicy;

    public void Begin(SchedulingView view)
    {
        _started.Clear();
        _basePolicy.Begin(view);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        _started.Clear();
        _basePolicy.Schedule(view, plan);
        for (int i = 0; i < _started.Count; i++)
        {
            (int job, int node) = _started[i];
            if (view.Running.Contains(job) && view.Job(job).Demand.TotalGpus > 0 && view.Power.GpuWattsOf(node) > 0)
            {
                _rule.Limit(view, plan, job, node);
            }
        }
    }

    public void Observe(in SimulationEvent happened)
    {
    }

    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start)
    {
        if (_started.Count == 0 || _started[^1].Job != job)
        {
            _started.Add((job, node));
        }
    }

    public void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
    }
}
