using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies.Spot;

/// <summary>
/// Spot jobs on what high-priority jobs leave free, as GFS does (Duan et al., ASPLOS 2026): a forecast of what each
/// organization's high-priority jobs will ask for limits how much spot jobs may hold, so that they are likely to run
/// for a guaranteed time; a high-priority job that finds no room evicts those whose loss is least.
/// </summary>
internal sealed class GfsPolicy(GfsOptions options, IReadOnlyDictionary<string, string> values) : ISchedulingPolicy
{
    // A broken guarantee weighs more than any work.
    private const double GuaranteeWeight = 1e12;

    private readonly PriorityQueue<RankedShape, JobRank> _candidates = new();
    private readonly List<(int Job, double Cost)> _victims = [];
    private GpuModelPools? _pools;
    private HighPriorityDemand? _demand;
    private ReserveFactor? _factor;
    private EvictionChoice? _eviction;
    private RankedPending? _high, _spot;
    private long[] _free = [];

    public string Name => "gfs";

    public IReadOnlyDictionary<string, string> Options => values;

    public void Begin(SchedulingView view)
    {
        options.Placement.Begin(view);
        _pools = new GpuModelPools(view.Platform);
        _demand = new HighPriorityDemand(options, view, _pools);
        _factor = new ReserveFactor(options);
        _eviction = new EvictionChoice(view, options.Placement);
        (_high, _spot) = (new RankedPending(view), new RankedPending(view));
        _free = new long[_pools.Count];
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_demand is null || _factor is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        _factor.Advance(_demand.LookUntil(view.Now));
        foreach (int job in view.Left.Where(job => IsHigh(view.Job(job))))
        {
            _demand.Refresh(view.Job(job));
        }

        foreach (int job in view.Queued)
        {
            Queue(view.Job(job));
        }

        _factor.Advance(_demand.LookUntil(view.Now + TimeSpan.FromTicks(1)));
        StartHigh(view, plan);
        bool heldBack = StartSpot(view, plan);
        if (heldBack && view.Running.Count > 0)
        {
            plan.WakeAt(_demand.NextLook);
        }
    }

    private bool IsHigh(JobView job) => job.Priority >= options.HighPriority;

    private void Queue(JobView job)
    {
        if (job.Status != JobStatus.Pending)
        {
            return;
        }

        bool high = IsHigh(job);
        (high ? _high : _spot)!.Set(new JobRank(-job.Priority, Waits: true, PlaceByStart: 0, job.Index));
        if (high)
        {
            _demand!.Refresh(job);
        }
    }

    // In the order of priority and submission; who does not fit even when spot jobs go is skipped.
    private void StartHigh(SchedulingView view, Plan plan)
    {
        Collect(_high!, shape => shape.BlockedAt != view.ReleaseVersion);
        while (_candidates.TryDequeue(out RankedShape? shape, out JobRank rank))
        {
            Placement? found = options.Placement.Place(view.Free, shape.Demand) ?? MakeRoom(view, plan, shape.Demand);
            if (found is null || plan.Start(rank.Job, found) != RefusalReason.None)
            {
                shape.BlockedAt = view.ReleaseVersion;
                continue;
            }

            _demand!.Refresh(view.Job(rank.Job));
            Consider(_high!, shape);
        }
    }

    private Placement? MakeRoom(SchedulingView view, Plan plan, Demand demand)
    {
        _victims.Clear();
        foreach (int job in view.Running)
        {
            JobView running = view.Job(job);
            if (!IsHigh(running) && !StartedNow(running))
            {
                _victims.Add((job, CostOf(running)));
            }
        }

        IReadOnlyList<int>? evicted = _eviction!.Find(demand, _victims);
        foreach (int job in evicted ?? [])
        {
            if (IsGuaranteed(view.Job(job)))
            {
                _factor!.Broken();
            }

            view.Decisions?.Acted(job, "a job of high priority needs its GPUs and evicting it loses least work");
            if (options.Checkpoints)
            {
                plan.Preempt(job);
            }
            else
            {
                plan.Restart(job);
            }
        }

        return evicted is null ? null : options.Placement.Place(view.Free, demand);
    }

    private double CostOf(JobView job) =>
        (job.UnsavedProgress.TotalSeconds * job.Demand.TotalGpuMilli / 1000)
        + (IsGuaranteed(job) ? GuaranteeWeight : 0);

    private bool IsGuaranteed(JobView job) => job.Now < job.LastStart + options.Guarantee;

    // What an earlier pass of this instant started cannot be stopped before it runs.
    private static bool StartedNow(JobView job) => job.LastStart == job.Now;

    private bool StartSpot(SchedulingView view, Plan plan)
    {
        if (!Collect(_spot!, _ => true))
        {
            return false;
        }

        Array.Clear(_free);
        _pools!.AddFree(view.Free, _free);
        bool heldBack = false;
        while (_candidates.TryDequeue(out RankedShape? shape, out JobRank rank))
        {
            Placement? found = options.Placement.Place(view.Free, shape.Demand);
            bool allowed = found is not null && Leaves(found, shape.Demand);
            if (found is not null && !allowed)
            {
                heldBack = true;
            }

            if (allowed && plan.Start(rank.Job, found!) == RefusalReason.None)
            {
                Take(found!, shape.Demand);
                _factor!.Started();
                Consider(_spot!, shape);
            }
        }

        if (heldBack)
        {
            _factor!.HeldBack();
            if (view.Decisions is { } log)
            {
                TellOfQuota(view, log);
            }
        }

        return heldBack;
    }

    private void TellOfQuota(SchedulingView view, IDecisionLog log)
    {
        // The policy's own placement may draw.
        FirstFit anywhere = new();
        foreach (int job in view.Pending)
        {
            JobView spot = view.Job(job);
            if (!IsHigh(spot) && anywhere.Place(view.Free, spot.Demand) is { } found && !Leaves(found, spot.Demand))
            {
                log.HeldBack(job, _demand!.NextLook, "it would exceed the quota of spot jobs");
            }
        }
    }

    // Whether what waiting and expected high-priority jobs need stays free in every pool. Demand rises by whole GPUs.
    private bool Leaves(Placement placement, Demand demand)
    {
        Take(placement, demand);
        bool leaves = true;
        foreach (PlacementSlice slice in placement.Slices)
        {
            int pool = _pools!.Of(slice.Node);
            leaves &= pool < 0 || demand.TotalGpuMilli == 0 || options.GuaranteeRate is null
                || _free[pool] - _demand!.WaitingMilli(pool)
                    >= 1000 * Math.Floor(_factor!.Value * _demand.ReserveGpus(pool));
        }

        Take(placement, demand, -1);
        return leaves;
    }

    private void Take(Placement placement, Demand demand, int sign = 1)
    {
        foreach (PlacementSlice slice in placement.Slices)
        {
            int pool = _pools!.Of(slice.Node);
            if (pool >= 0)
            {
                _free[pool] -= sign * slice.Instances * (long)demand.PerInstance.TotalGpuMilli;
            }
        }
    }

    private bool Collect(RankedPending pending, Func<RankedShape, bool> asks)
    {
        _candidates.Clear();
        foreach (RankedShape shape in pending.Shapes)
        {
            if (asks(shape))
            {
                Consider(pending, shape);
            }
        }

        return _candidates.Count > 0;
    }

    private void Consider(RankedPending pending, RankedShape shape)
    {
        if (pending.First(shape) is { } rank)
        {
            _candidates.Enqueue(shape, rank);
        }
    }
}
