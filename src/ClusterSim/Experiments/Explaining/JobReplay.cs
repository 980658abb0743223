using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Scheduling;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Does to the only job of a run what was done to it in another.</summary>
internal sealed class JobReplay(ImmutableArray<JobStep> steps) : ISchedulingPolicy
{
    private const int Job = 0;
    private int _next;

    public string Name => "replay";

    public void Begin(SchedulingView view) => _next = 0;

    public void Schedule(SchedulingView view, Plan plan)
    {
        for (; _next < steps.Length && steps[_next].Time <= view.Now; _next++)
        {
            Do(steps[_next], plan);
        }

        if (_next < steps.Length)
        {
            plan.WakeAt(steps[_next].Time);
        }
    }

    // What comes after an earlier end than there is refused, and changes nothing.
    private static RefusalReason Do(JobStep step, Plan plan) => step.Kind switch
    {
        EventKind.JobStarted => plan.Start(Job, step.Placement!),
        EventKind.JobMigrated => plan.Migrate(Job, step.Placement!),
        EventKind.JobResized => plan.Resize(Job, step.Placement!),
        EventKind.JobPreempted => plan.Preempt(Job),
        EventKind.JobEvicted => plan.Restart(Job),
        EventKind.JobReclaimed => plan.Reclaim(Job),
        EventKind.JobFrequencySet => plan.SetFrequency(Job, (int)step.Limit),
        _ => plan.CapPower(Job, step.Limit > 0 ? step.Limit : null),
    };
}
