namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// Nodes sleep when they have been idle for long enough. While jobs wait none does: the policy may be keeping it for
/// one of them.
/// </summary>
internal sealed class IdleTimeRule(IdleShutdownOptions options) : ISleepRule
{
    private SleepCycles _cycles = new(0, null);

    public IdleNodes Begin(SchedulingView view)
    {
        _cycles = new SleepCycles(view.Platform.Nodes.Length, options.CyclesPerDay);
        return new IdleNodes(
            view, node => view.Power.SleepOf(node) is null ? null : options.IdleTime ?? view.Power.BreakEvenOf(node));
    }

    public void Run(SchedulingView view, Plan plan, IdleNodes idle, NodeWaker waker)
    {
        while (view.Pending.Count == 0 && idle.Count > options.WarmNodes && idle.First is { } first)
        {
            if (first.Due > view.Now)
            {
                plan.WakeAt(first.Due);
                return;
            }

            bool may = _cycles.MaySleep(first.Node, view.Now);
            if (may && plan.SetPower(first.Node, NodePower.Asleep) == RefusalReason.None)
            {
                _cycles.Count(first.Node, view.Now);
            }

            idle.Remove(first.Node);
        }
    }
}
