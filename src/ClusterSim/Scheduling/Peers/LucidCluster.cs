namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// A virtual cluster of Lucid's simulator: its waiting and its running jobs, each in the order in which they came to
/// wait or run, which decides among equals.
/// </summary>
internal sealed class LucidCluster
{
    private readonly List<int> _waiting = [];
    private readonly List<int> _running = [];
    private readonly List<int> _ordered = [];
    private readonly int _gpus;

    /// <param name="view">The run.</param>
    /// <param name="demand">A job of the cluster; nodes that accept it belong to the cluster.</param>
    public LucidCluster(SchedulingView view, Demand demand)
    {
        for (int node = 0; node < view.Free.NodeCount; node++)
        {
            _gpus += view.Free.Accepts(node, demand) ? view.Platform.Nodes[node].Gpus : 0;
        }
    }

    public IReadOnlyList<int> Waiting => _waiting;

    public bool AnyRuns => _running.Count > 0;

    /// <summary>Takes in a waiting job unless it is there already.</summary>
    public void Add(int job)
    {
        if (!_waiting.Contains(job))
        {
            _running.Remove(job);
            _waiting.Add(job);
        }
    }

    public void Forget(int job)
    {
        _waiting.Remove(job);
        _running.Remove(job);
    }

    public void Started(int job)
    {
        _waiting.Remove(job);
        _running.Add(job);
    }

    public void Stopped(int job)
    {
        _running.Remove(job);
        _waiting.Add(job);
    }

    /// <summary>All jobs by a key; equal ones keep their order in the lists, one list before the other.</summary>
    public List<int> Ordered(bool runningFirst, Func<int, (long, long)> key)
    {
        IEnumerable<int> all = runningFirst ? _running.Concat(_waiting) : _waiting.Concat(_running);
        int[] sorted = [.. all.OrderBy(key)];
        _ordered.Clear();
        _ordered.AddRange(sorted);
        return _ordered;
    }

    /// <summary>Who stops and who starts when all ask in order and the cluster is empty.</summary>
    public (List<int> Stops, List<int> Starts) Admit(List<int> order, Func<int, int> gpus)
    {
        HashSet<int> running = [.. _running];
        List<int> stops = [], starts = [];
        int left = _gpus;
        foreach (int job in order)
        {
            bool fits = gpus(job) <= left;
            left -= fits ? gpus(job) : 0;
            if (fits != running.Contains(job))
            {
                (fits ? starts : stops).Add(job);
            }
        }

        return (stops, starts);
    }

    /// <summary>Seconds until a running job has less left than a waiting one; <c>null</c> for never.</summary>
    public long? FirstPassing(Func<int, long> remainingSeconds)
    {
        long[] waiting = [.. _waiting.Select(remainingSeconds).Order()];
        long? first = null;
        foreach (int job in _running)
        {
            long left = remainingSeconds(job);
            int passed = Array.FindLastIndex(waiting, seconds => seconds <= left);
            long until = passed < 0 ? long.MaxValue : left - waiting[passed] + 1;
            first = passed >= 0 && until < (first ?? long.MaxValue) ? until : first;
        }

        return first;
    }
}
