using ClusterSim.Events;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>
/// Looks for violations of the guard rails in nothing but the events of a run whose base policy stops no job itself.
/// </summary>
internal sealed class RailWatch(Workload workload, PatternDrivenOptions options) : IEventObserver
{
    private readonly Dictionary<int, SimTime> _last = [];
    private readonly HashSet<int> _harmed = [];
    private readonly List<SimTime> _actions = [];

    public List<string> Faults { get; } = [];

    public void Observe(in SimulationEvent happened)
    {
        bool shrinks = happened.Kind == EventKind.JobResized && happened.Gpus < happened.Value;
        if (happened.Kind is EventKind.JobReclaimed or EventKind.JobMigrated or EventKind.JobPreempted || shrinks)
        {
            Check(happened);
        }

        if (shrinks && happened.Gpus < options.MinimumInstances * workload.Jobs[happened.Job].Request.PerInstance.Gpus)
        {
            Faults.Add($"job {happened.Job} was cut down to {happened.Gpus} GPUs");
        }

        if (happened is { Kind: EventKind.JobReclaimed, Value: > 0 })
        {
            _harmed.Add(happened.Job);
        }
    }

    private void Check(in SimulationEvent happened)
    {
        SimTime now = happened.Time;
        if (_last.TryGetValue(happened.Job, out SimTime last) && now - last < options.CoolDown)
        {
            Faults.Add($"job {happened.Job} was acted on at {last} and at {now}");
        }

        if (_harmed.Contains(happened.Job))
        {
            Faults.Add($"job {happened.Job} was acted on at {now} although it had been harmed");
        }

        _last[happened.Job] = now;
        _actions.Add(now);
        if (_actions.Count(time => now - time < TimeSpan.FromHours(1)) > options.ActionsPerHour)
        {
            Faults.Add($"more than {options.ActionsPerHour} actions within an hour at {now}");
        }
    }
}
