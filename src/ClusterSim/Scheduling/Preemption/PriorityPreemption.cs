using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Preemption;

/// <summary>
/// Lets the jobs that come first in the order run, all or nothing, skipping what does not fit: as if the cluster were
/// empty and everybody, running or waiting, asked in order. Running jobs whose turn does not come stop and return to
/// the queue. Passes are also made at the exact moments at which a key changes.
/// </summary>
internal sealed class PriorityPreemption
{
    private readonly SchedulingView _view;
    private readonly IJobOrder _order;
    private readonly IPlacement _placement;
    private readonly RankedRunning _running;
    private readonly RankedPending _pending;
    private readonly KeyChanges _changes;
    private readonly Readmission _readmission;
    private readonly PriorityQueue<Candidate, JobRank> _candidates = new();
    private readonly Notices _notices;
    private readonly PreemptionOptions _options;
    private long _keysChanged, _prioritiesRead, _orderRead;

    public PriorityPreemption(SchedulingView view, IJobOrder order, IPlacement placement, PreemptionOptions options)
    {
        (_view, _order, _placement, _options) = (view, order, placement, options);
        _running = new RankedRunning(view.JobCount);
        _pending = new RankedPending(view);
        _changes = new KeyChanges(view.JobCount);
        _notices = new Notices(view.JobCount, options.Grace);
        _readmission = new Readmission(view, placement, _running, options.Stop, _notices);
    }

    // Grows whenever something that did not fit might fit now.
    private long State => _view.ReleaseVersion + _keysChanged;

    public void Run(Plan plan)
    {
        Update();
        Collect(evenBlocked: false);
        bool fits = true;
        while (fits && _candidates.TryDequeue(out Candidate candidate, out _))
        {
            if (_placement.Place(_view.Free, candidate.Demand) is { } found)
            {
                Start(plan, candidate, found);
            }
            else if (!_readmission.MayHelp(candidate))
            {
                Block(candidate);
            }
            else
            {
                Readmit(plan);
                fits = false;
            }
        }

        SimTime next = _view.Pending.Count > 0 ? _changes.Next : SimTime.Never;
        if (!next.IsNever)
        {
            plan.WakeAt(next);
        }
    }

    private void Update()
    {
        _order.BeginPass(_view);
        for (int i = 0; i < _view.Left.Count; i++)
        {
            _notices.Forget(_view.Left[i]);
            Rank(_view.Left[i]);
        }

        for (int i = 0; i < _view.Queued.Count; i++)
        {
            Rank(_view.Queued[i]);
        }

        for (int job = _changes.TakeDue(_view.Now); job >= 0; job = _changes.TakeDue(_view.Now))
        {
            // The time of a job may have come only because it can be stopped from now on.
            if (_order.NextChange(_view.Job(job)) <= _view.Now)
            {
                _order.Change(_view.Job(job));
            }

            _keysChanged++;
            Rank(job);
            // An order that still names a time that has passed would be asked for ever.
            SimTime next = NextChange(_view.Job(job));
            _changes.Set(job, SimTime.Max(next, _view.Now + TimeSpan.FromTicks(1)));
        }

        if (KeysChangedAtOnce())
        {
            _keysChanged++;
            RankAll(_view.Pending);
            RankRunning();
        }
        else if (_order.Changes == KeyChange.WhileRunning
            || _view.OthersStoppedJobs || _running.Count != _view.Running.Count)
        {
            RankRunning();
        }
    }

    private bool KeysChangedAtOnce()
    {
        bool changed = _orderRead != _order.Version
            || (_order.Changes == KeyChange.ByPlan && _prioritiesRead != _view.PriorityVersion);
        (_orderRead, _prioritiesRead) = (_order.Version, _view.PriorityVersion);
        return changed;
    }

    private void RankRunning()
    {
        _running.Clear();
        RankAll(_view.Running);
    }

    private void RankAll(JobSet jobs)
    {
        foreach (int job in jobs)
        {
            Rank(job);
        }
    }

    // Puts a job where its state and key say that it belongs.
    private void Rank(int job)
    {
        JobView ranked = _view.Job(job);
        _running.Remove(job);
        if (ranked.Status is not (JobStatus.Pending or JobStatus.Running))
        {
            _changes.Forget(job);
            return;
        }

        bool waits = ranked.Status == JobStatus.Pending;
        double key = IsExempt(ranked) ? double.NegativeInfinity : _order.Key(ranked);
        JobRank rank = new(key, waits, PlaceAmongEquals(ranked, waits), job);
        if (waits)
        {
            _pending.Set(rank);
        }
        else
        {
            _running.Set(rank);
        }

        _changes.Set(job, NextChange(ranked));
    }

    private bool IsExempt(in JobView job) =>
        job.Status == JobStatus.Running && _view.Now < job.LastStart + _options.Exempt;

    private SimTime NextChange(in JobView job) =>
        IsExempt(job) ? job.LastStart + _options.Exempt : _order.NextChange(job);

    // Among equals the last one gives way first, and before all one that was told so.
    private long PlaceAmongEquals(in JobView job, bool waits)
    {
        if (waits || _options.Victims == VictimChoice.Youngest)
        {
            return !waits && _notices.Has(job.Index) ? long.MaxValue : job.FirstStart.Ticks;
        }

        return _notices.Has(job.Index) ? long.MaxValue
            : _options.Victims == VictimChoice.Oldest ? -job.FirstStart.Ticks
            : -(long)(job.UnsavedProgress.TotalMilliseconds * job.Demand.TotalGpuMilli);
    }

    private void Collect(bool evenBlocked)
    {
        _candidates.Clear();
        for (int i = 0; i < _pending.Shapes.Count; i++)
        {
            Consider(_pending.Shapes[i], evenBlocked);
        }
    }

    private void Consider(RankedShape shape, bool evenBlocked)
    {
        if (_pending.First(shape) is { } rank
            && (evenBlocked || shape.BlockedAt != State || rank.Key < shape.BlockedKey))
        {
            _candidates.Enqueue(new Candidate(rank, shape.Demand, shape), rank);
        }
    }

    private void Block(Candidate candidate)
    {
        candidate.Shape!.BlockedAt = State;
        candidate.Shape.BlockedKey = candidate.Rank.Key;
    }

    private void Start(Plan plan, Candidate candidate, Placement found)
    {
        if (plan.Start(candidate.Rank.Job, found) == RefusalReason.None)
        {
            Rank(candidate.Rank.Job);
            Consider(candidate.Shape!, evenBlocked: false);
        }
    }

    // From the first job on for whom others give way, everybody behind it is asked anew: what did not fit may fit now.
    private void Readmit(Plan plan)
    {
        if (_options.Victims == VictimChoice.LeastWasted)
        {
            RankRunning();
        }

        _readmission.Begin();
        Collect(evenBlocked: true);
        while (_candidates.TryDequeue(out Candidate candidate, out _))
        {
            if (!_readmission.TryAdmit(candidate, _candidates))
            {
                if (candidate.Shape is not null)
                {
                    Block(candidate);
                }
            }
            else if (candidate.Shape is { } shape)
            {
                _pending.TakeFirst(shape);
                Consider(shape, evenBlocked: true);
            }
        }

        _readmission.Apply(plan);
        foreach (int job in _readmission.Asked)
        {
            Rank(job);
        }
    }
}
