namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Places jobs as another placement does, as long as the greatest power of all that is held stays within a cap. Watts
/// are thus reserved like nodes by whatever looks for a place, now or at the end of running jobs.
/// </summary>
internal sealed class PowerCappedPlacement(IPlacement inner, double share) : IPlacement
{
    // Asked for an account only: another placement may draw.
    private readonly FirstFit _anywhere = new();
    private ClusterPower _power = null!;

    public string Name => inner.Name;

    public IReadOnlyDictionary<string, string> Options => inner.Options;

    /// <summary>What jobs may add to the power of idle nodes, in watts.</summary>
    public double Budget { get; private set; }

    public void Begin(SchedulingView view)
    {
        inner.Begin(view);
        _power = view.Power;
        // Where no watts are known there is nothing to cap.
        Budget = _power.BusyWatts > _power.IdleWatts
            ? (share * _power.BusyWatts) - _power.IdleWatts
            : double.PositiveInfinity;
    }

    public Placement? Place(FreeResources free, Demand demand) =>
        inner.Place(free, demand) is { } found && Fits(free, demand, found) ? found : null;

    /// <summary>Whether a job would break the cap even if it ran alone.</summary>
    public bool IsHopeless(TrialResources empty, Demand demand) =>
        inner.Place(empty, demand) is { } found && _power.MostAdded(demand, found) > Budget;

    /// <summary>
    /// What a job for which there is room may add and what the cap leaves, in watts; <c>null</c> when it fits below the
    /// cap, or there is no room.
    /// </summary>
    public (double Added, double Left)? BreaksCap(FreeResources free, Demand demand) =>
        _anywhere.Place(free, demand) is { } found && !Fits(free, demand, found)
            ? (_power.MostAdded(demand, found), Budget - Held(free))
            : null;

    private bool Fits(FreeResources free, Demand demand, Placement found) =>
        Held(free) + _power.MostAdded(demand, found) <= Budget + 1e-6;

    private double Held(FreeResources free)
    {
        double watts = 0;
        for (int node = 0; node < free.NodeCount; node++)
        {
            watts += _power.MostHeld(node, free);
        }

        return watts;
    }
}
