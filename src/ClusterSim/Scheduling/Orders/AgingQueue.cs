namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The waiting jobs in an order whose keys change all the time. From pass to pass few of them change places, so the
/// order of the last pass is repaired by insertion: a pass costs as much as there are waiting jobs, plus the exchanges.
/// Scores that grow with a power of the waiting time let two jobs change places at most once in their lives.
/// </summary>
internal sealed class AgingQueue(IJobOrder order, int jobCount)
{
    // Beyond so many moves for each job a sort from scratch is cheaper.
    private const int MovesForEachJob = 16;

    private readonly bool[] _holds = new bool[jobCount];
    private KeyedJob[] _jobs = new KeyedJob[64];

    public int Count { get; private set; }

    /// <summary>The job at a place of the order.</summary>
    public int this[int place] => _jobs[place].Job;

    /// <summary>Takes in who came and who left, and puts all in the order of this moment.</summary>
    /// <returns>Whether any job is at another place than before.</returns>
    public bool Update(SchedulingView view)
    {
        order.BeginPass(view);
        bool left = DropThoseWhoLeft(view);
        bool came = TakeInArrivals(view);
        for (int i = 0; i < Count; i++)
        {
            _jobs[i] = _jobs[i] with { Key = order.Key(view.Job(_jobs[i].Job)) };
        }

        return Sort() | left | came;
    }

    private bool DropThoseWhoLeft(SchedulingView view)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            bool waits = view.Pending.Contains(_jobs[i].Job);
            _holds[_jobs[i].Job] = waits;
            _jobs[kept] = _jobs[i];
            kept += waits ? 1 : 0;
        }

        bool left = kept < Count;
        Count = kept;
        return left;
    }

    // A job that started and came back since the last pass is still held, but its place was given up.
    private bool TakeInArrivals(SchedulingView view)
    {
        bool came = false;
        for (int i = 0; i < view.Queued.Count; i++)
        {
            int job = view.Queued[i];
            bool waits = view.Pending.Contains(job);
            came |= waits;
            if (waits && !_holds[job])
            {
                _holds[job] = true;
                if (Count == _jobs.Length)
                {
                    Array.Resize(ref _jobs, 2 * Count);
                }

                _jobs[Count++] = new KeyedJob(0, job);
            }
        }

        return came;
    }

    private bool Sort()
    {
        long moves = 0;
        for (int i = 1; i < Count; i++)
        {
            KeyedJob job = _jobs[i];
            int at = i;
            for (; at > 0 && _jobs[at - 1].CompareTo(job) > 0; at--)
            {
                _jobs[at] = _jobs[at - 1];
            }

            _jobs[at] = job;
            moves += i - at;
            if (moves > (long)MovesForEachJob * Count)
            {
                Array.Sort(_jobs, 0, Count);
                return true;
            }
        }

        return moves > 0;
    }
}
