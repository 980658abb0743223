using ClusterSim.Time;

namespace ClusterSim.Scheduling.Elastic;

/// <summary>Decides only at the multiples of an interval, as the schedulers of elastic jobs do.</summary>
internal sealed class RoundClock(TimeSpan interval)
{
    /// <summary>
    /// Whether now is a round; asks for a pass at the next one while there are jobs. A round is a round once.
    /// </summary>
    public bool IsRound(SchedulingView view, Plan plan)
    {
        SimTime next = new((view.Now.Ticks / interval.Ticks * interval.Ticks) + interval.Ticks);
        if (view.Pending.Count + view.Running.Count > 0)
        {
            plan.WakeAt(next);
        }

        bool due = view.Now.Ticks % interval.Ticks == 0 && view.Now != _last;
        _last = due ? view.Now : _last;
        if (!due && view.Decisions is { } log)
        {
            Tell(view, log, next);
        }

        return due;
    }

    // Those that queued in the last round itself were told more.
    private void Tell(SchedulingView view, IDecisionLog log, SimTime next)
    {
        foreach (int job in view.Queued)
        {
            if (view.Pending.Contains(job) && view.Job(job).QueuedSince != _last)
            {
                log.HeldBack(job, next, $"GPUs are given out every {interval.TotalSeconds:0.###} s");
            }
        }
    }

    /// <summary>Forgets earlier runs.</summary>
    public void Begin() => _last = SimTime.Never;

    private SimTime _last = SimTime.Never;
}
