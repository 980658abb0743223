namespace ClusterSim.Scheduling.Preemption;

/// <summary>Who of several running jobs with equal keys gives way first.</summary>
public enum VictimChoice
{
    /// <summary>The one that started last: it loses least.</summary>
    Youngest,

    /// <summary>The one that started first: it had most.</summary>
    Oldest,

    /// <summary>The one whose work since its last checkpoint, times its GPUs, is least.</summary>
    LeastWasted,
}
