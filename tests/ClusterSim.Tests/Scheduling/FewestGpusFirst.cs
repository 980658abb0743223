#region OwnPolicy
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Placements;

namespace MyPolicies;

/// <summary>Starts the jobs that ask for the fewest GPUs first, and skips those that do not fit.</summary>
public sealed class FewestGpusFirst : ISchedulingPolicy
{
    private readonly IPlacement _placement = new BestFit();

    public string Name => "fewest-gpus-first";

    public void Schedule(SchedulingView view, Plan plan)
    {
        List<int> waiting = [];
        foreach (int job in view.Pending)
        {
            waiting.Add(job);
        }

        // OrderBy keeps the order of submission among jobs that ask the same.
        foreach (int job in waiting.OrderBy(job => view.Job(job).Request.TotalGpus))
        {
            if (_placement.Place(view.Free, view.Job(job).Demand) is { } placement)
            {
                plan.Start(job, placement);
            }
        }
    }
}
#endregion
