using ClusterSim.Scheduling;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// A policy that another one is wrapped in, to do something before it schedules or to look at what it did.
/// </summary>
internal sealed class DelegatePolicy(
    ISchedulingPolicy scheduler, Action<SchedulingView, Plan>? before = null, Action<SchedulingView>? after = null)
    : ISchedulingPolicy
{
    public string Name => "delegate";

    public void Begin(SchedulingView view) => scheduler.Begin(view);

    public void Schedule(SchedulingView view, Plan plan)
    {
        before?.Invoke(view, plan);
        scheduler.Schedule(view, plan);
        after?.Invoke(view);
    }
}
