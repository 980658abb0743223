using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>GPUs and the jobs of one size that take turns on them; the first unit runs.</summary>
internal sealed class TurnGroup(Placement placement, int gpus)
{
    /// <summary>The GPUs.</summary>
    public Placement Placement { get; set; } = placement;

    /// <summary>Their number.</summary>
    public int Gpus { get; } = gpus;

    /// <summary>Who takes turns, in order.</summary>
    public List<TurnUnit> Units { get; } = [];

    /// <summary>Whether more than one unit wants the GPUs.</summary>
    public bool IsOversubscribed => Units.Count > 1;

    /// <summary>Number of jobs.</summary>
    public int JobCount
    {
        get
        {
            int jobs = 0;
            foreach (TurnUnit unit in Units)
            {
                jobs += unit.Jobs.Count;
            }

            return jobs;
        }
    }

    /// <summary>Adds a job that has its turn after all others.</summary>
    public void Add(int job)
    {
        TurnUnit unit = new();
        unit.Jobs.Add(job);
        Units.Add(unit);
    }

    /// <summary>A job is here no more.</summary>
    public void Remove(int job)
    {
        foreach (TurnUnit unit in Units)
        {
            if (unit.Jobs.Remove(job))
            {
                unit.OnTrial = false;
            }
        }

        Units.RemoveAll(unit => unit.Jobs.Count == 0);
    }

    /// <summary>The turn of the unit that runs is over.</summary>
    public void StopFirst(SchedulingView view, Plan plan)
    {
        foreach (int job in Units[0].Jobs)
        {
            if (view.Running.Contains(job))
            {
                view.Decisions?.Acted(job, $"its time slice is over; {JobCount} jobs take turns on its GPUs");
                plan.Preempt(job);
            }
        }
    }

    /// <summary>Tells whoever wants to know who waits for a turn.</summary>
    /// <param name="view">The run.</param>
    /// <param name="groupOf">The group of each job; <c>null</c> for none.</param>
    /// <param name="sliceEnd">When the next turn begins.</param>
    public static void Tell(SchedulingView view, IReadOnlyList<TurnGroup?> groupOf, SimTime sliceEnd)
    {
        if (view.Decisions is not { } log)
        {
            return;
        }

        foreach (int job in view.Pending)
        {
            if (groupOf[job] is { } group)
            {
                log.HeldBack(job, sliceEnd, $"{group.JobCount} jobs of its size take turns on the same GPUs");
            }
        }
    }
}
