using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Collects what happens to one job, on which nodes, and who came after it there.</summary>
internal sealed class Incidents(Workload workload, Platform platform, int job)
{
    private readonly List<SimulationEvent> _events = [];
    private readonly List<(SimTime Time, int Node)> _taken = [], _released = [];
    private readonly List<(SimTime Time, int Job)> _successors = [];
    private readonly Dictionary<SimTime, string> _reasons = [];

    public void Tell(SimTime now, string reason) => _reasons[now] = reason;

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind is EventKind.JobStarted or EventKind.JobPreempted or EventKind.JobEvicted
            or EventKind.JobMigrated or EventKind.JobResized or EventKind.JobReclaimed or EventKind.JobRejected
            or EventKind.JobPowerCapped or EventKind.JobFrequencySet or EventKind.JobCompleted or EventKind.JobFailed
            or EventKind.JobCancelled or EventKind.JobTimedOut)
        {
            _events.Add(happened);
        }
    }

    public void Taken(int taker, int node, SimTime start)
    {
        if (taker == job)
        {
            _taken.Add((start, node));
        }
        else if (_released.Contains((start, node)))
        {
            _successors.Add((start, taker));
        }
    }

    public void Released(int node, SimTime end) => _released.Add((end, node));

    public ImmutableArray<JobIncident> All() => [.. _events.Select(Of)];

    private JobIncident Of(SimulationEvent happened)
    {
        bool gets = happened.Kind is EventKind.JobStarted or EventKind.JobMigrated or EventKind.JobResized;
        bool stops = happened.Kind is EventKind.JobPreempted or EventKind.JobEvicted or EventKind.JobReclaimed;
        return new JobIncident(
            happened.Time,
            happened.Kind,
            [
                .. (gets ? _taken : _released).Where(at => at.Time == happened.Time).Select(at => at.Node).Distinct()
                    .Order().Select(node => platform.Nodes[node].Name),
            ],
            happened.Kind == EventKind.JobStarted ? "" : _reasons.GetValueOrDefault(happened.Time, ""),
            stops
                ? [.. _successors.Where(next => next.Time == happened.Time).Select(next => next.Job).Distinct().Order()
                    .Select(next => workload.Jobs[next].Id)]
                : [],
            happened.Kind is EventKind.JobEvicted or EventKind.JobReclaimed ? happened.Value : 0)
        {
            LimitWatts = happened.Kind == EventKind.JobPowerCapped ? happened.Value : null,
            Frequency = happened.Kind == EventKind.JobFrequencySet ? happened.Value / 1000 : null,
        };
    }
}
