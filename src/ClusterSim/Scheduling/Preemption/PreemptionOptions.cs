namespace ClusterSim.Scheduling.Preemption;

/// <summary>Who gives way and how, under <see cref="PreemptionKind.Priority"/>.</summary>
public sealed record PreemptionOptions
{
    /// <summary>Who gives way first among running jobs with equal keys.</summary>
    /// <value>Default <see cref="VictimChoice.Youngest"/>.</value>
    public VictimChoice Victims { get; init; }

    /// <summary>How a job that gives way is stopped.</summary>
    /// <value>Default <see cref="StopKind.Checkpoint"/>.</value>
    public StopKind Stop { get; init; }

    /// <summary>Time after each start for which a job cannot be stopped (Slurm's <c>PreemptExemptTime</c>).</summary>
    /// <value>0 or more; default zero.</value>
    public TimeSpan Exempt { get; init; }

    /// <summary>
    /// Time between the notice to a job that has to give way and its stop (Slurm's <c>GraceTime</c>). It works on
    /// meanwhile; whoever needs its place waits.
    /// </summary>
    /// <value>0 or more; default zero.</value>
    public TimeSpan Grace { get; init; }
}
