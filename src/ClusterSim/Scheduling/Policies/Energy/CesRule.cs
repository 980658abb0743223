using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>Keeps as many nodes awake as <see cref="CesController"/> says.</summary>
internal sealed class CesRule(CesOptions options) : ISleepRule
{
    private CesController? _controller;
    private SimTime _next;

    public IdleNodes Begin(SchedulingView view)
    {
        _controller = new CesController(options, view.Platform.Nodes.Length);
        _next = view.Now;
        return new IdleNodes(view, node => view.Power.SleepOf(node) is null ? null : TimeSpan.Zero);
    }

    public void Run(SchedulingView view, Plan plan, IdleNodes idle, NodeWaker waker)
    {
        if (view.Now >= _next)
        {
            Step(view, plan, idle, waker);
            _next = view.Now + options.Step;
        }

        // Where nothing runs and no node is away nothing changes by itself, and nobody needs another look.
        if (view.Running.Count > 0 || (view.Pending.Count > 0 && waker.Away > 0))
        {
            plan.WakeAt(_next);
        }
    }

    private void Step(SchedulingView view, Plan plan, IdleNodes idle, NodeWaker waker)
    {
        int awake = view.Platform.Nodes.Length - waker.Away + waker.Waking;
        int target = _controller!.Decide(idle.Busy);
        if (target > awake)
        {
            waker.Wake(target - awake, plan);
            return;
        }

        for (int surplus = view.Pending.Count > 0 ? 0 : awake - target; surplus > 0 && idle.First is { } first;)
        {
            surplus -= plan.SetPower(first.Node, NodePower.Asleep) == RefusalReason.None ? 1 : 0;
            idle.Remove(first.Node);
        }
    }
}
