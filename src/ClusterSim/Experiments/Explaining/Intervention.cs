using ClusterSim.Engine;

namespace ClusterSim.Experiments.Explaining;

/// <summary>
/// What limits of power and frequency, or stops and moves, did to a job: the job alone on its nodes at the same times,
/// with them and without them.
/// </summary>
/// <param name="Kind">What was done to it.</param>
/// <param name="With">The job alone, with all that was done to it.</param>
/// <param name="Without">The job alone, without that.</param>
public sealed record Intervention(InterventionKind Kind, JobResult With, JobResult Without)
{
    /// <summary>
    /// Whether the job alone, with all that was done to it, runs as long as in its run, to within 1 %; else other jobs
    /// or its policy made it faster or slower, and the difference is not known.
    /// </summary>
    public bool IsFaithful { get; init; } = true;
}
