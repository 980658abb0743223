namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// The running jobs by estimated end, kept up to date from what started and what gave up its resources. An end that
/// lies in the past stays where it is; who reads it counts it as "now".
/// </summary>
internal sealed class RunningEnds
{
    private const long Untracked = -1;

    private readonly long[] _endOf;
    private long[] _ends = new long[64];
    private int[] _jobs = new int[64];

    public RunningEnds(int jobCount)
    {
        _endOf = new long[jobCount];
        Array.Fill(_endOf, Untracked);
    }

    public int Count { get; private set; }

    /// <summary>The running jobs by (estimated end, index).</summary>
    public ReadOnlySpan<int> Jobs => _jobs.AsSpan(0, Count);

    /// <summary>
    /// Estimated ends in ticks, in the order of <see cref="Jobs"/>; <see cref="long.MaxValue"/> when unknown.
    /// </summary>
    public ReadOnlySpan<long> Ends => _ends.AsSpan(0, Count);

    /// <summary>Takes in what gave up its resources since the last pass.</summary>
    public void Update(SchedulingView view)
    {
        IReadOnlyList<int> left = view.Left;
        for (int i = 0; i < left.Count; i++)
        {
            Remove(left[i]);
            // A job that was moved or resized gave up its resources and holds others.
            if (view.Running.Contains(left[i]))
            {
                Add(view, left[i]);
            }
        }

        if (view.OthersStoppedJobs || Count != view.Running.Count)
        {
            Rebuild(view);
        }
    }

    /// <summary>Takes in a job that the plan has just started.</summary>
    public void Add(SchedulingView view, int job)
    {
        Remove(job);
        long end = EstimatedEnd(view, job);
        int at = Find(end, job);
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * Count);
            Array.Resize(ref _jobs, 2 * Count);
        }

        Array.Copy(_ends, at, _ends, at + 1, Count - at);
        Array.Copy(_jobs, at, _jobs, at + 1, Count - at);
        (_ends[at], _jobs[at], _endOf[job]) = (end, job, end);
        Count++;
    }

    /// <summary>Forgets a job; does nothing when it is not known.</summary>
    public void Remove(int job)
    {
        if (_endOf[job] == Untracked)
        {
            return;
        }

        int at = Find(_endOf[job], job);
        Count--;
        Array.Copy(_ends, at + 1, _ends, at, Count - at);
        Array.Copy(_jobs, at + 1, _jobs, at, Count - at);
        _endOf[job] = Untracked;
    }

    // Somebody else started or stopped jobs: a policy around this one, for example.
    private void Rebuild(SchedulingView view)
    {
        while (Count > 0)
        {
            Remove(_jobs[Count - 1]);
        }

        foreach (int job in view.Running)
        {
            Add(view, job);
        }
    }

    private static long EstimatedEnd(SchedulingView view, int job)
    {
        if (view.Job(job).Request.Walltime is not { } walltime)
        {
            return long.MaxValue;
        }

        long since = view.Jobs.Accounted[job].Ticks - view.Jobs.Executed[job].Ticks;
        return walltime.Ticks > long.MaxValue - Math.Max(since, 0)
            ? long.MaxValue
            : Math.Max(since + walltime.Ticks, 0);
    }

    // The first position that is not before (end, job).
    private int Find(long end, int job)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            bool before = _ends[middle] < end || (_ends[middle] == end && _jobs[middle] < job);
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
