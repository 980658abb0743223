namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// The running jobs that share with nobody, by their number of GPUs and in order of their start; apart from them those
/// that became so since the waiting jobs were last compared with all. What does not match once never will, so that a
/// waiting job needs to look at each host only once.
/// </summary>
internal sealed class LucidHosts(int jobCount)
{
    private readonly long[] _order = new long[jobCount];
    private readonly Dictionary<int, (List<int> All, List<int> Fresh)> _bySize = [];

    /// <summary>A running job shares with nobody (any more).</summary>
    /// <param name="job">The job.</param>
    /// <param name="gpus">Its GPUs.</param>
    /// <param name="order">Grows with its start.</param>
    public void Enter(int job, int gpus, long order)
    {
        _order[job] = order;
        (List<int> all, List<int> fresh) = Lists(gpus);
        Insert(all, job);
        Insert(fresh, job);
    }

    public void Leave(int job, int gpus)
    {
        (List<int> all, List<int> fresh) = Lists(gpus);
        Remove(all, job);
        Remove(fresh, job);
    }

    /// <summary>The hosts of a size, or the fresh ones only.</summary>
    public IReadOnlyList<int> Of(int gpus, bool freshOnly) => freshOnly ? Lists(gpus).Fresh : Lists(gpus).All;

    /// <summary>All waiting jobs have been compared with all hosts.</summary>
    public void NoneIsFresh()
    {
        foreach ((_, List<int> fresh) in _bySize.Values)
        {
            fresh.Clear();
        }
    }

    private (List<int> All, List<int> Fresh) Lists(int gpus)
    {
        if (!_bySize.TryGetValue(gpus, out var lists))
        {
            _bySize.Add(gpus, lists = ([], []));
        }

        return lists;
    }

    private void Insert(List<int> jobs, int job)
    {
        int place = PlaceOf(jobs, job);
        if (place == jobs.Count || jobs[place] != job)
        {
            jobs.Insert(place, job);
        }
    }

    private void Remove(List<int> jobs, int job)
    {
        int place = PlaceOf(jobs, job);
        if (place < jobs.Count && jobs[place] == job)
        {
            jobs.RemoveAt(place);
        }
    }

    private int PlaceOf(List<int> jobs, int job)
    {
        (int low, int high) = (0, jobs.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _order[jobs[middle]] < _order[job] ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
