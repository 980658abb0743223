using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// What the running jobs hold until their estimated ends, kept up to date in an availability from what started and what
/// left. A job that has outlived its estimate counts as ending a moment from now.
/// </summary>
internal sealed class RunningHolds(SchedulingView view, IAvailability availability)
{
    /// <summary>The shortest length of time.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly SortedSet<(SimTime End, int Job)> _running = [];
    private readonly SimTime[] _endOf = new SimTime[view.JobCount];
    private (long Gpu, long Cpu) _held, _capacity = (view.Free.TotalGpuMilli, view.Free.TotalCpuMilli);

    /// <summary>Whether a job left before its estimated end in the instant of the last update.</summary>
    public bool AnyLeftEarly { get; private set; }

    /// <summary>The estimated run time of a job; <see cref="TimeSpan.MaxValue"/> when nothing is known.</summary>
    public static TimeSpan Length(SchedulingView view, int job) =>
        view.Job(job).Request.Walltime ?? TimeSpan.MaxValue;

    public static SimTime End(SimTime start, TimeSpan length) =>
        length.Ticks >= long.MaxValue - start.Ticks ? SimTime.Never : start + length;

    /// <summary>Takes in who left, and holds on to what overdue jobs have.</summary>
    /// <returns>
    /// Whether the cluster is the one that is known here; if not, all has to be held anew: see <see cref="Reset"/>.
    /// </returns>
    public bool Update()
    {
        AnyLeftEarly = false;
        bool known = true;
        for (int i = 0; i < view.Left.Count; i++)
        {
            int job = view.Left[i];
            if (_running.Remove((_endOf[job], job)))
            {
                AnyLeftEarly |= _endOf[job] > view.Now;
                availability.Release(job);
                Book(job, -1);
            }

            known &= !view.Running.Contains(job);
        }

        while (_running.Count > 0 && _running.Min.End <= view.Now)
        {
            int job = _running.Min.Job;
            _running.Remove(_running.Min);
            availability.Release(job);
            Hold(job, view.Now + Moment);
        }

        // Books that do not add up mean nodes that came or went, or jobs that somebody else started or resized.
        return known && _capacity == (view.Free.TotalGpuMilli + _held.Gpu, view.Free.TotalCpuMilli + _held.Cpu)
            && _running.Count == view.Running.Count && !view.OthersStoppedJobs;
    }

    /// <summary>Takes the cluster as it is now: empties the availability and holds what runs.</summary>
    public void Reset()
    {
        availability.Reset(view);
        _running.Clear();
        _held = default;
        foreach (int job in view.Running)
        {
            Hold(job, SimTime.Max(view.Job(job).EstimatedEnd, view.Now + Moment));
            Book(job, +1);
        }

        _capacity = (view.Free.TotalGpuMilli + _held.Gpu, view.Free.TotalCpuMilli + _held.Cpu);
    }

    /// <summary>A job started now.</summary>
    public void Started(int job)
    {
        Hold(job, End(view.Now, Length(view, job)));
        Book(job, +1);
    }

    private void Hold(int job, SimTime end)
    {
        _endOf[job] = end;
        _running.Add((end, job));
        availability.Hold(job, view.Job(job).Demand, view.Job(job).Placement, view.Now, end);
    }

    private void Book(int job, int sign)
    {
        Demand demand = view.Job(job).Demand;
        _held = (_held.Gpu + (sign * demand.TotalGpuMilli), _held.Cpu + (sign * demand.TotalCpuMilli));
    }
}
