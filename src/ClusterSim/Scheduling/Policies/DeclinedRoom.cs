using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies;

/// <summary>Tells of jobs for which nodes have room that their placement declines.</summary>
internal static class DeclinedRoom
{
    /// <summary>Looks at all that wait, and tells whoever wants to know.</summary>
    public static void Tell(SchedulingView view, IPlacement placement)
    {
        if (view.Decisions is not { } log || !placement.MayDecline)
        {
            return;
        }

        FirstFit anywhere = new();
        foreach (int job in view.Pending)
        {
            Demand demand = view.Job(job).Demand;
            if (anywhere.Place(view.Free, demand) is not null && placement.Place(view.Free, demand) is null)
            {
                log.HeldBack(
                    job, view.Now,
                    $"what is free is not as close together as the placement '{placement.Name}' wants it");
            }
        }
    }
}
