using ClusterSim.Scheduling;

namespace ClusterSim.Tests.Engine;

/// <summary>
/// The plainest policy, to exercise the engine without the real ones: in order of submission, first fit, skipping what
/// does not fit.
/// </summary>
internal sealed class FirstFitInOrder : ISchedulingPolicy
{
    public string Name => "first-fit-in-order";

    public void Schedule(SchedulingView view, Plan plan)
    {
        foreach (int job in view.Pending)
        {
            if (Place(view.Free, view.Job(job).Demand) is { } placement)
            {
                plan.Start(job, placement);
            }
        }
    }

    public static Placement? Place(FreeResources free, Demand demand)
    {
        List<PlacementSlice> slices = [];
        int missing = demand.Instances;
        for (int node = 0; node < free.NodeCount && missing > 0; node++)
        {
            int fit = free.CountFit(node, demand, missing);
            if (fit > 0)
            {
                free.AddSlices(node, demand, fit, slices);
                missing -= fit;
            }
        }

        return missing == 0 ? new Placement([.. slices]) : null;
    }
}
