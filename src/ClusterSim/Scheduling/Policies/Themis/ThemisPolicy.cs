using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Themis;

/// <summary>
/// Themis (Mahajan et al., "Themis: Fair and Efficient GPU Cluster Scheduling", NSDI 2020): GPUs are leased; those that
/// are free or whose lease is over are offered to the jobs that are worst off by finish-time fairness, and what these
/// do not win goes to others by lot.
/// </summary>
internal sealed class ThemisPolicy(ThemisOptions options) : ISchedulingPolicy
{
    private readonly SortedDictionary<int, SimTime> _leases = [];
    private readonly Packed _packed = new();
    private RandomStream? _lots;

    public string Name => "themis";

    public IReadOnlyDictionary<string, string> Options { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("allocation", options.Auction ? "auction" : "worst-first")
        .Add("filter", options.Filter.ToString(CultureInfo.InvariantCulture))
        .Add("lease", options.Lease.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s");

    public void Begin(SchedulingView view)
    {
        _leases.Clear();
        _lots = view.RandomStream("themis");
        SpeedTables.Require(
            view, Name, "the work of each job, as walltime or steps (the filter estimates=exact fills in walltimes)",
            request => request.Walltime is null && request.Steps is null);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        foreach (int job in view.Left)
        {
            if (view.Job(job).Status != JobStatus.Running)
            {
                _leases.Remove(job);
            }
        }

        List<int> expired = [.. _leases.Where(lease => lease.Value <= view.Now).Select(lease => lease.Key)];
        if (view.Pending.Count > 0 || expired.Count > 0)
        {
            Offer(view, plan, expired);
        }

        if (_leases.Count > 0)
        {
            plan.WakeAt(_leases.Values.Min());
        }
    }

    private void Offer(SchedulingView view, Plan plan, List<int> expired)
    {
        TrialResources offered = view.Free.Trial();
        foreach (int job in expired)
        {
            offered.Give(view.Job(job).Demand, view.Job(job).Placement!);
        }

        ThemisBids maker = new(view, options.Lease);
        List<int> asking = [.. expired];
        foreach (int job in view.Pending)
        {
            asking.Add(job);
        }

        List<ThemisBid> worstFirst =
            [.. asking.Select(maker.Plain).OrderByDescending(bid => bid.Unfairness).ThenBy(bid => bid.Job)];
        List<(int Job, TimeSpan Lease)> order = options.Auction
            ? Auction(worstFirst, maker, offered)
            : [.. worstFirst.Select(bid => (bid.Job, options.Lease))];
        List<int> hopeful = view.Decisions is null ? [] : asking.FindAll(job =>
            view.Pending.Contains(job) && _packed.Place(offered, view.Job(job).Demand) is not null);
        HandOut(view, plan, order, offered);
        foreach (int job in hopeful)
        {
            if (view.Pending.Contains(job))
            {
                view.Decisions?.HeldBack(job, _leases.Values.Min(), "what was on offer went to" + Winners);
            }
        }
    }

    private string Winners => options.Auction
        ? " jobs that won the auction by finish-time fairness, or the lot among the others"
        : " jobs that are worse off by finish-time fairness";

    /// <summary>The winners with their leases, then all others by lot.</summary>
    private List<(int Job, TimeSpan Lease)> Auction(
        List<ThemisBid> worstFirst, ThemisBids maker, TrialResources offered)
    {
        int bidding = Math.Max(1, (int)Math.Ceiling(Math.Round((1 - options.Filter) * worstFirst.Count, 9)));
        ThemisBid[] bids = [.. worstFirst.Take(bidding).Select(bid => maker.For(bid, offered))];
        List<(int Job, TimeSpan Lease)> order = [];
        foreach ((int at, double kept) in PartialAllocation.Solve(bids, (int)(offered.TotalGpuMilli / 1000)))
        {
            order.Add((bids[at].Job, new TimeSpan(Math.Max((long)(options.Lease.Ticks * kept), 1))));
        }

        List<int> others = [.. worstFirst.Select(bid => bid.Job).Except(order.Select(winner => winner.Job)).Order()];
        for (int i = others.Count - 1; i > 0; i--)
        {
            int j = _lots!.NextInt(i + 1);
            (others[i], others[j]) = (others[j], others[i]);
        }

        order.AddRange(others.Select(job => (job, options.Lease)));
        return order;
    }

    /// <summary>
    /// Goes through the jobs in order: one that runs keeps its GPUs, one that waits is placed. A running one stops only
    /// when somebody before it needs its GPUs.
    /// </summary>
    private void HandOut(
        SchedulingView view, Plan plan, List<(int Job, TimeSpan Lease)> order, TrialResources trial)
    {
        List<int> stopped = [];
        List<(int Job, Placement Placement)> starts = [];
        foreach ((int job, TimeSpan lease) in order)
        {
            Demand demand = view.Job(job).Demand;
            Placement? own = view.Job(job).Placement;
            Placement? place = own is null ? _packed.Place(trial, demand)
                : trial.Check(demand, own) == RefusalReason.None ? own
                : null;
            if (place is not null)
            {
                trial.Take(demand, place);
                _leases[job] = view.Now + lease;
                starts.AddRange(own is null ? [(job, place)] : []);
            }
            else if (own is not null)
            {
                stopped.Add(job);
            }
        }

        foreach (int job in stopped)
        {
            view.Decisions?.Acted(job, "its lease is over and its GPUs go to" + Winners);
            plan.Preempt(job);
            _leases.Remove(job);
        }

        foreach ((int job, Placement placement) in starts)
        {
            plan.Start(job, placement);
        }

        if (stopped.Count > 0)
        {
            // What was stopped may fit elsewhere, but not in the pass that stopped it.
            plan.WakeAt(view.Now + new TimeSpan(1));
        }
    }
}
