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
        if (view.Pending.Count + view.Running.Count > 0)
        {
            long next = (view.Now.Ticks / interval.Ticks * interval.Ticks) + interval.Ticks;
            plan.WakeAt(new SimTime(next));
        }

        bool due = view.Now.Ticks % interval.Ticks == 0 && view.Now != _last;
        _last = due ? view.Now : _last;
        return due;
    }

    /// <summary>Forgets earlier runs.</summary>
    public void Begin() => _last = SimTime.Never;

    private SimTime _last = SimTime.Never;
}
