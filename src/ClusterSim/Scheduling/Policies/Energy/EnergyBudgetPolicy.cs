using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// EASY backfilling under a budget of energy that accrues over a period, after Dutot et al., CCGRID 2017: a job starts
/// when what has accrued and is not taken covers its estimate, and the head of the queue has energy kept for it as it
/// has nodes. Jobs that a whole period does not pay for are turned away.
/// </summary>
internal sealed class EnergyBudgetPolicy : ISchedulingPolicy
{
    private readonly EnergyBudgetOptions _options;
    private readonly IPlacement _placement;
    private SchedulingPass? _pass;
    private Easy? _easy;

    /// <param name="placement">Where jobs are placed.</param>
    /// <param name="options">The budget.</param>
    /// <param name="values">The options as texts.</param>
    public EnergyBudgetPolicy(
        IPlacement placement, EnergyBudgetOptions options, IReadOnlyDictionary<string, string> values)
    {
        (_placement, _options) = (placement, options);
        Options = values.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(placement.Options);
    }

    public string Name => EnergyCatalog.EnergyBudget;

    public IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>The budget of the run that is going on; <c>null</c> where no watts are known.</summary>
    internal EnergyBudget? Budget { get; private set; }

    public void Begin(SchedulingView view)
    {
        Budget = BudgetOf(view);
        _placement.Begin(view);
        _easy = new Easy(budget: Budget);
        _pass = new SchedulingPass(view, new PendingQueue(view, new FifoOrder(), _easy.TracksWalltimes), _placement);
        _easy.Begin(_pass);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        Budget?.Update();
        RejectHopeless(view, plan);
        _pass!.Begin(plan);
        _easy!.Run(_pass);
        WakeForHead(view, plan);
    }

    private EnergyBudget? BudgetOf(SchedulingView view)
    {
        ClusterPower power = view.Power;
        // Where no watts are known there is nothing to budget.
        if (power.BusyWatts <= power.IdleWatts)
        {
            return null;
        }

        double watts = (_options.Share * power.BusyWatts) - power.IdleWatts;
        return watts > 0
            ? new EnergyBudget(view, new EnergyAccount(watts, _options.Period, _options.CarriesOver), _options.Period)
            : throw new PolicyException(
                [$"policy '{Name}', option 'budget': the idle nodes alone use more than the budget."]);
    }

    private void RejectHopeless(SchedulingView view, Plan plan)
    {
        for (int i = 0; Budget is { } budget && i < view.Queued.Count; i++)
        {
            int job = view.Queued[i];
            if (view.Pending.Contains(job) && budget.EarliestFor(job, view.Now).IsNever)
            {
                view.Decisions?.Acted(job, "it may use more energy than accrues in a whole period");
                plan.Reject(job);
            }
        }
    }

    // Energy accrues while nothing happens.
    private void WakeForHead(SchedulingView view, Plan plan)
    {
        int rank = _pass!.Queue.First(view);
        if (Budget is not { } budget || rank < 0)
        {
            return;
        }

        int head = _pass.Queue.JobAt(rank);
        SimTime paid = budget.EarliestFor(head, view.Now);
        if (paid > view.Now)
        {
            view.Decisions?.HeldBack(head, paid, "the energy that it may use has not accrued yet");
            plan.WakeAt(paid);
        }
    }
}
