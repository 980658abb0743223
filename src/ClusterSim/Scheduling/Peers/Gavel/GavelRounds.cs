namespace ClusterSim.Scheduling.Peers.Gavel;

/// <summary>
/// The mechanism of Gavel's simulator: who has received which share, and so who runs in the next round, all in seconds
/// as doubles, as its code has it. An allocation is made anew when a job came or went, but not within 1,920 s of the
/// last one; jobs that came since then wait for the next.
/// </summary>
internal sealed class GavelRounds(GavelRule rule, int[] workers, double round, uint seed)
{
    private const double LeastBetweenResets = 1920;

    private readonly GavelFifo _fifo = new(rule == GavelRule.FifoPerf, seed);
    private readonly PythonRandom _shuffler = new(seed + 5);
    private readonly double[] _workerTime = new double[workers.Length];
    private double _lastReset;
    private bool _changed = true;

    /// <summary>The active jobs.</summary>
    public SortedDictionary<int, GavelJob> Jobs { get; } = [];

    public void Add(GavelJob job)
    {
        Array.Fill(job.TimeSoFar, round / 2);
        Jobs.Add(job.Index, job);
        _changed = true;
    }

    public void Remove(int job)
    {
        Jobs.Remove(job);
        _changed = true;
    }

    /// <summary>The next allocation need not wait.</summary>
    public void AllowReset() => _lastReset = 0;

    /// <summary>A job held GPUs of a type for some seconds.</summary>
    public void NoteReceived(GavelJob job, int type, double seconds)
    {
        job.TimeSoFar[type] += seconds;
        _workerTime[type] += seconds;
    }

    /// <summary>Who runs in the round that begins now, and on which type.</summary>
    /// <param name="now">Now.</param>
    /// <param name="order">The types in the order in which they are filled; shuffled without <c>perf</c>.</param>
    public List<(GavelJob Job, int Type)> Choose(double now, List<int> order)
    {
        UpdatePriorities(now);
        if (rule != GavelRule.FifoPerf)
        {
            _shuffler.Shuffle(order);
        }

        HashSet<int> chosen = [];
        List<(GavelJob, int)> round = [];
        foreach (int type in order)
        {
            int left = workers[type];
            IEnumerable<GavelJob> queue = Jobs.Values
                .OrderByDescending(job => job.Priority[type])
                .ThenByDescending(job => job.Deficit[type])
                .ThenByDescending(job => job.Allocation?[type] ?? 0);
            foreach (GavelJob job in queue)
            {
                bool may = job.Throughput[type] > 0 && (rule == GavelRule.Isolated || job.Priority[type] > 0);
                if (may && job.Gpus <= left && chosen.Add(job.Index))
                {
                    left -= job.Gpus;
                    round.Add((job, type));
                }
            }
        }

        // A job without an allocation takes a place in vain.
        round.RemoveAll(start => start.Item1.Allocation is null);
        return round;
    }

    private void UpdatePriorities(double now)
    {
        if (_changed && (now - _lastReset >= LeastBetweenResets || _lastReset == 0))
        {
            Reset(now);
            Allocate();
            _changed = false;
        }

        foreach (GavelJob job in Jobs.Values)
        {
            for (int type = 0; type < workers.Length; type++)
            {
                double share = job.Allocation?[type] ?? 0;
                double received = _workerTime[type] == 0 ? 0 : job.TimeSoFar[type] / _workerTime[type];
                job.Priority[type] = share == 0 || job.Throughput[type] == 0 ? 0
                    : received > 0 ? share / received
                    : share * 1e9;
            }
        }
    }

    private void Reset(double now)
    {
        for (int type = 0; type < workers.Length; type++)
        {
            _workerTime[type] = 0;
            foreach (GavelJob job in Jobs.Values)
            {
                double due = (job.Allocation?[type] ?? 0) * (now - _lastReset);
                job.Deficit[type] += due - (job.TimeSoFar[type] - (round / 2));
                job.TimeSoFar[type] = round / 2;
                _workerTime[type] += round / 2;
            }
        }

        _lastReset = now;
    }

    private void Allocate()
    {
        IReadOnlyDictionary<int, int>? types = rule == GavelRule.Isolated ? null : _fifo.Assign(Jobs, workers);
        foreach (GavelJob job in Jobs.Values)
        {
            job.Allocation = new double[workers.Length];
            if (types is null)
            {
                ShareOut(job, job.Allocation);
            }
            else if (types.TryGetValue(job.Index, out int type))
            {
                job.Allocation[type] = 1;
            }
        }
    }

    private void ShareOut(GavelJob job, double[] allocation)
    {
        double sum = 0;
        for (int type = 0; type < workers.Length; type++)
        {
            allocation[type] = workers[type] / (double)Jobs.Count / job.Gpus;
            sum += allocation[type];
        }

        for (int type = 0; type < workers.Length; type++)
        {
            allocation[type] /= Math.Max(sum, 1);
        }
    }
}
