using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Collects what is done to one job, so that it can be done again.</summary>
internal sealed class JobHistory
{
    private readonly List<JobStep> _steps = [];
    private Placement? _held;

    public ImmutableArray<JobStep> Steps => [.. _steps];

    public void Observe(in SimulationEvent happened)
    {
        if (JobStep.IsLimit(happened.Kind))
        {
            _steps.Add(new JobStep(happened.Time, happened.Kind, null, happened.Value));
        }
        else if (happened.Kind is EventKind.JobPreempted or EventKind.JobEvicted or EventKind.JobReclaimed)
        {
            _steps.Add(new JobStep(happened.Time, happened.Kind, null, 0));
            _held = null;
        }
    }

    /// <summary>A scheduling pass is over and left the job on a placement, or on none.</summary>
    public void PassEnded(SimTime now, Placement? placement)
    {
        if (placement is null || placement == _held)
        {
            return;
        }

        EventKind kind = _held is null ? EventKind.JobStarted
            : _held.Instances == placement.Instances ? EventKind.JobMigrated
            : EventKind.JobResized;
        _steps.Add(new JobStep(now, kind, placement, 0));
        _held = placement;
    }
}
