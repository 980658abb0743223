using ClusterSim.Scheduling;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>
/// The least policy that there is, so that a benchmark of the engine measures the engine: one node, head first.
/// </summary>
internal sealed class FirstComeFirstServed : ISchedulingPolicy
{
    private readonly List<PlacementSlice> _slices = new(1);

    public string Name => "first-come-first-served";

    public void Schedule(SchedulingView view, Plan plan)
    {
        for (int job = view.Pending.Next(0); job >= 0; job = view.Pending.Next(job + 1))
        {
            Demand demand = view.Job(job).Demand;
            if (view.Free.CountFit(0, demand, demand.Instances) < demand.Instances)
            {
                return;
            }

            _slices.Clear();
            view.Free.AddSlices(0, demand, demand.Instances, _slices);
            plan.Start(job, new Placement([.. _slices]));
        }
    }
}
