using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The running jobs as RAPS looks at them when it wants to know when the first job of its queue could start: by the
/// length that they asked for and not by their end; equal ones in the order of their starts.
/// </summary>
internal sealed class RapsShadow(SchedulingView view, ProcessorCount processors)
{
    private readonly SortedSet<(long LengthTicks, long Sequence, int Job)> _running = [];
    private readonly long[] _sequence = new long[view.JobCount];
    private long _starts;

    public void Add(int job)
    {
        Remove(job);
        _sequence[job] = ++_starts;
        _running.Add(Entry(job));
    }

    public void Remove(int job) => _running.Remove(Entry(job));

    /// <summary>Takes in what gave up its resources since the last pass, and what others started.</summary>
    public void Update()
    {
        foreach (int job in view.Left)
        {
            Remove(job);
        }

        if (_running.Count != view.Running.Count)
        {
            _running.Clear();
            foreach (int job in view.Running)
            {
                Add(job);
            }
        }
    }

    /// <summary>
    /// The requested end of the last job that has to give back its processors before so many are free, which may lie
    /// before that of another of them; zero when none has to.
    /// </summary>
    public SimTime Of(long needMilli)
    {
        long free = processors.FreeMilli;
        SimTime shadow = SimTime.Zero;
        foreach ((long length, _, int job) in _running)
        {
            if (free >= needMilli)
            {
                break;
            }

            free += processors.NeedMilli(job);
            long start = view.Job(job).LastStart.Ticks;
            shadow = length > SimTime.Never.Ticks - start ? SimTime.Never : new SimTime(start + length);
        }

        return shadow;
    }

    private (long LengthTicks, long Sequence, int Job) Entry(int job) =>
        (WaitingJobs.LengthTicks(view.Job(job)), _sequence[job], job);
}
