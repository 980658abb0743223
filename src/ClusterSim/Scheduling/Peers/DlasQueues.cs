namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The queues of the Tiresias simulator and what it keeps of each job: times in whole seconds, demotion by at most one
/// queue at an event, and waits that add up until a promotion.
/// </summary>
internal sealed class DlasQueues
{
    private const int Unseen = -1, Gone = -2;

    private readonly SchedulingView _view;
    private readonly ProcessorCount _processors;
    private readonly DlasOptions _options;
    private readonly List<int>[] _queues;
    private readonly List<int> _waiting = [];
    private readonly int[] _queueOf;
    private readonly long[] _executedSeconds, _waitedSeconds, _checkedSeconds;
    private readonly double[] _rank;
    private (double Index, long Submitted, int Place, int Job)[] _sorted = [];

    public DlasQueues(SchedulingView view, ProcessorCount processors, DlasOptions options)
    {
        (_view, _processors, _options) = (view, processors, options);
        _queues = [.. Enumerable.Range(0, options.Limits.Length + 1).Select(_ => new List<int>())];
        _queueOf = new int[view.JobCount];
        Array.Fill(_queueOf, Unseen);
        (_executedSeconds, _waitedSeconds) = (new long[view.JobCount], new long[view.JobCount]);
        (_checkedSeconds, _rank) = (new long[view.JobCount], new double[view.JobCount]);
    }

    /// <summary>The queues, first to last; jobs that ended may still stand in them.</summary>
    public IReadOnlyList<List<int>> All => _queues;

    /// <summary>Whether a job is still there.</summary>
    public bool Has(int job) => _queueOf[job] >= 0;

    /// <summary>Takes in who came and who ended.</summary>
    /// <returns>Whether there was anybody.</returns>
    public bool TakeIn(long nowSeconds)
    {
        bool any = false;
        foreach (int job in _view.Left)
        {
            if (_view.Job(job).Status is not (JobStatus.Pending or JobStatus.Running))
            {
                (_queueOf[job], any) = (Gone, true);
            }
        }

        foreach (int job in _view.Queued)
        {
            if (_queueOf[job] == Unseen && _view.Pending.Contains(job))
            {
                Move(job, 0);
                (_checkedSeconds[job], _rank[job], any) = (nowSeconds, _options.Index?.At(0) ?? 0, true);
            }
        }

        return any;
    }

    /// <summary>Brings service and waits up to date and moves jobs between the queues.</summary>
    public void Advance(long nowSeconds)
    {
        foreach (int job in _view.Running)
        {
            _executedSeconds[job] += nowSeconds - _checkedSeconds[job];
            _checkedSeconds[job] = nowSeconds;
            int queue = _queueOf[job];
            if (queue < _options.Limits.Length && Service(job) >= _options.Limits[queue])
            {
                Move(job, queue + 1);
            }

            _rank[job] = _options.Index?.At(Service(job)) ?? 0;
        }

        if (_options.PromoteKnob > 0)
        {
            Promote(nowSeconds);
        }
    }

    /// <summary>Sorts each queue by the index, greatest first, then by submission.</summary>
    public void Sort()
    {
        for (int queue = 0; _options.Index is not null && queue < _queues.Length; queue++)
        {
            Sort(_queues[queue]);
        }
    }

    /// <summary>Puts the waiting jobs of each queue behind its running ones; those that left are forgotten.</summary>
    public void RunningFirst(long nowSeconds)
    {
        for (int queue = 0; queue < _queues.Length; queue++)
        {
            RunningFirst(_queues[queue], nowSeconds);
        }
    }

    /// <summary>
    /// When the next job changes its queue by the simulator's reckoning, which divides (limit - executed seconds) by
    /// the GPUs, so that jobs with several GPUs sink late; <see cref="long.MaxValue"/> for never.
    /// </summary>
    public long NextJump(long nowSeconds)
    {
        long next = long.MaxValue;
        foreach (int job in _view.Running)
        {
            if (_queueOf[job] < _options.Limits.Length && Units(job) > 0)
            {
                double left = _options.Limits[_queueOf[job]] - _executedSeconds[job];
                next = Math.Min(next, nowSeconds + (long)Math.Floor(left / Units(job)));
            }
        }

        return _options.PromoteKnob > 0 ? Math.Min(next, NextPromotion(nowSeconds)) : next;
    }

    private void RunningFirst(List<int> queue, long nowSeconds)
    {
        _waiting.Clear();
        int kept = 0;
        for (int place = 0; place < queue.Count; place++)
        {
            int job = queue[place];
            if (_view.Running.Contains(job))
            {
                queue[kept++] = job;
                _checkedSeconds[job] = nowSeconds;
            }
            else if (Has(job))
            {
                _waiting.Add(job);
            }
        }

        queue.RemoveRange(kept, queue.Count - kept);
        queue.AddRange(_waiting);
    }

    private long NextPromotion(long nowSeconds)
    {
        long next = long.MaxValue;
        foreach (int job in _view.Pending)
        {
            long left = Patience(job) - _waitedSeconds[job];
            next = MayBePromoted(job) && left > 0 ? Math.Min(next, nowSeconds + left) : next;
        }

        return next;
    }

    private void Promote(long nowSeconds)
    {
        foreach (int job in _view.Pending)
        {
            long waited = nowSeconds - _checkedSeconds[job];
            _checkedSeconds[job] = nowSeconds;
            _waitedSeconds[job] += _executedSeconds[job] > 0 ? waited : 0;
            if (MayBePromoted(job) && _waitedSeconds[job] >= Patience(job))
            {
                (_executedSeconds[job], _waitedSeconds[job]) = (0, 0);
                Move(job, 0);
                _rank[job] = _options.Index?.At(0) ?? 0;
            }
        }
    }

    private bool MayBePromoted(int job) => _queueOf[job] > 0 && _executedSeconds[job] > 0;

    private long Patience(int job) => (long)(_executedSeconds[job] * _options.PromoteKnob);

    private double Units(int job) => _options.CountsGpus ? _processors.NeedMilli(job) / 1000.0 : 1;

    private double Service(int job) => _executedSeconds[job] * Units(job);

    private void Move(int job, int queue)
    {
        if (Has(job))
        {
            _queues[_queueOf[job]].Remove(job);
        }

        _queues[queue].Add(job);
        _queueOf[job] = queue;
    }

    private void Sort(List<int> queue)
    {
        if (_sorted.Length < queue.Count)
        {
            _sorted = new (double, long, int, int)[queue.Count * 2];
        }

        for (int place = 0; place < queue.Count; place++)
        {
            int job = queue[place];
            _sorted[place] = (-_rank[job], _view.Job(job).SubmitTime.Ticks, place, job);
        }

        _sorted.AsSpan(0, queue.Count).Sort();
        for (int place = 0; place < queue.Count; place++)
        {
            queue[place] = _sorted[place].Job;
        }
    }
}
