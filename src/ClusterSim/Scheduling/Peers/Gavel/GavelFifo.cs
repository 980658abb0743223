namespace ClusterSim.Scheduling.Peers.Gavel;

/// <summary>
/// The assignment of Gavel's policies <c>fifo</c> and <c>fifo_perf</c>, as their code does it. Without <c>perf</c> the
/// drawn type is not the one that the job gets: it gets the last one that had a free GPU, even when it does not fit
/// there, and the drawn one is struck off instead once the other is used up.
/// </summary>
internal sealed class GavelFifo(bool perf, uint seed)
{
    private readonly PythonRandom _random = new(seed);
    private readonly SortedDictionary<int, int> _typeOf = [];

    /// <summary>The type of each job that got one.</summary>
    /// <param name="jobs">The active jobs by their index.</param>
    /// <param name="workers">GPUs of each type; types in alphabetical order.</param>
    public IReadOnlyDictionary<int, int> Assign(SortedDictionary<int, GavelJob> jobs, IReadOnlyList<int> workers)
    {
        int[] free = [.. workers];
        if (perf)
        {
            _typeOf.Clear();
        }

        Queue<GavelJob> queue = new(jobs.Values.Where(job => !_typeOf.ContainsKey(job.Index)));
        foreach (KeyValuePair<int, int> held in _typeOf.ToArray())
        {
            if (jobs.TryGetValue(held.Key, out GavelJob? job))
            {
                free[held.Value] -= job.Gpus;
                continue;
            }

            HandOver(held.Value, queue, free);
            _typeOf.Remove(held.Key);
        }

        List<int> types = [.. Enumerable.Range(0, free.Length).Where(type => free[type] > 0)];
        while (queue.Count > 0 && types.Count > 0 && AssignHead(queue.Dequeue(), types, free))
        {
        }

        return _typeOf;
    }

    /// <summary>The head of the queue gets the place of a job that ended, if it fits there.</summary>
    private void HandOver(int type, Queue<GavelJob> queue, int[] free)
    {
        if (queue.TryPeek(out GavelJob? head) && head.Gpus <= free[type] && head.Throughput[type] > 0)
        {
            queue.Dequeue();
            _typeOf[head.Index] = type;
            free[type] -= head.Gpus;
        }
    }

    private bool AssignHead(GavelJob job, List<int> types, int[] free)
    {
        int[] fitting = [.. Enumerable.Range(0, types.Count).Where(at => free[types[at]] >= job.Gpus)];
        if (fitting.Length == 0)
        {
            return false;
        }

        int drawn = perf ? Fastest(job, types, fitting) : fitting[_random.Below(fitting.Length)];
        int type = perf ? types[drawn] : types[^1];
        if (job.Throughput[type] > 0)
        {
            _typeOf[job.Index] = type;
            free[type] -= job.Gpus;
            if (free[type] == 0)
            {
                types.RemoveAt(drawn);
            }
        }

        return true;
    }

    private static int Fastest(GavelJob job, List<int> types, int[] fitting) =>
        fitting.MaxBy(at => job.Throughput[types[at]]);
}
