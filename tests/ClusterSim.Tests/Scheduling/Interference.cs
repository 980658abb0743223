using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Now and then stops a running job, rejects or starts a waiting one, until a while after the last submission.
/// </summary>
internal sealed class Interference(int seed)
{
    private readonly RandomStream _random = new(seed, "interference");

    public int Rejected { get; private set; }

    public void Act(SchedulingView view, Plan plan)
    {
        if (view.Now > SimTime.FromSeconds(60))
        {
            return;
        }

        foreach (int job in view.Running)
        {
            if (_random.NextInt(10) == 0)
            {
                plan.Preempt(job);
            }
        }

        foreach (int job in view.Pending)
        {
            int choice = _random.NextInt(20);
            if (choice == 0 && plan.Reject(job) == RefusalReason.None)
            {
                Rejected++;
            }
            else if (choice == 1 && FirstFitInOrder.Place(view.Free, view.Job(job).Demand) is { } placement)
            {
                plan.Start(job, placement);
            }
        }

        plan.WakeAt(view.Now + TimeSpan.FromSeconds(1));
    }
}
