namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// The running jobs that share with nobody, by their number of GPUs and in order of their start; apart from them those
/// that became so since the waiting jobs were last compared with all. What does not match once never will, so that a
/// waiting job needs to look at each host only once.
/// </summary>
internal sealed class LucidHosts
{
    private readonly long[] _order;
    private readonly List<int>[] _all, _fresh;

    public LucidHosts(int jobCount, int mostGpus)
    {
        _order = new long[jobCount];
        _all = [.. Enumerable.Range(0, mostGpus + 1).Select(_ => new List<int>())];
        _fresh = [.. Enumerable.Range(0, mostGpus + 1).Select(_ => new List<int>())];
    }

    /// <summary>A running job shares with nobody (any more).</summary>
    /// <param name="job">The job.</param>
    /// <param name="gpus">Its GPUs.</param>
    /// <param name="order">Grows with its start.</param>
    public void Enter(int job, int gpus, long order)
    {
        if (gpus < _all.Length)
        {
            _order[job] = order;
            Insert(_all[gpus], job);
            Insert(_fresh[gpus], job);
        }
    }

    public void Leave(int job, int gpus)
    {
        if (gpus < _all.Length)
        {
            Remove(_all[gpus], job);
            Remove(_fresh[gpus], job);
        }
    }

    /// <summary>The hosts of a size, or the fresh ones only.</summary>
    public IReadOnlyList<int> Of(int gpus, bool freshOnly) => freshOnly ? _fresh[gpus] : _all[gpus];

    /// <summary>Whether there are fresh hosts of a size.</summary>
    public bool AnyFresh(int gpus) => gpus < _fresh.Length && _fresh[gpus].Count > 0;

    /// <summary>All waiting jobs have been compared with all hosts.</summary>
    public void NoneIsFresh()
    {
        foreach (List<int> fresh in _fresh)
        {
            fresh.Clear();
        }
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
