namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>Decides when nodes sleep under a <see cref="SleepingPolicy"/>.</summary>
internal interface ISleepRule
{
    /// <summary>Called once before the first pass.</summary>
    /// <param name="view">The run.</param>
    /// <returns>The idle nodes, which are due as the rule wants them.</returns>
    IdleNodes Begin(SchedulingView view);

    /// <summary>Puts nodes to sleep, and wakes some before jobs ask for them.</summary>
    void Run(SchedulingView view, Plan plan, IdleNodes idle, NodeWaker waker);
}
