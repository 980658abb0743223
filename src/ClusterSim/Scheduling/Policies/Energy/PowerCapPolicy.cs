using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// EASY backfilling under a cap on the power of the cluster: watts are reserved like nodes. Jobs that would break the
/// cap even alone are turned away.
/// </summary>
internal sealed class PowerCapPolicy : ISchedulingPolicy
{
    private readonly PowerCappedPlacement _placement;
    private readonly ComposedPolicy _easy;
    private TrialResources? _empty;

    public PowerCapPolicy(IPlacement placement, double share, string text)
    {
        _placement = new PowerCappedPlacement(placement, share);
        _easy = new ComposedPolicy(Name, new FifoOrder(), BackfillKind.Easy, _placement).Noting("cap", text);
    }

    public string Name => EnergyCatalog.PowerCap;

    public IReadOnlyDictionary<string, string> Options => _easy.Options;

    public void Begin(SchedulingView view)
    {
        _easy.Begin(view);
        _empty = view.Free.Trial();
        if (_placement.Budget <= 0)
        {
            throw new PolicyException(
                [$"policy '{Name}', option 'cap': the idle nodes alone draw more than the cap."]);
        }
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        for (int i = 0; i < view.Queued.Count; i++)
        {
            int job = view.Queued[i];
            if (view.Pending.Contains(job) && _placement.IsHopeless(_empty!, view.Job(job).Demand))
            {
                view.Decisions?.Acted(job, "it would break the cap on the cluster's power even alone");
                plan.Reject(job);
            }
        }

        _easy.Schedule(view, plan);
        if (view.Decisions is { } log)
        {
            Tell(view, log);
        }
    }

    // What the pass left free, jobs that wait may have for all but the cap.
    private void Tell(SchedulingView view, IDecisionLog log)
    {
        foreach (int job in view.Pending)
        {
            if (_placement.BreaksCap(view.Free, view.Job(job).Demand) is var (added, left))
            {
                log.HeldBack(job, view.Now, FormattableString.Invariant(
                    $"it may add {added:0.#} W, and the cap on the cluster's power leaves {Math.Max(left, 0):0.#} W"));
            }
        }
    }
}
