using ClusterSim.Time;

namespace ClusterSim.Experiments.Explaining;

/// <summary>A stretch of waiting for one reason.</summary>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Cause">The reason.</param>
/// <param name="Blocker">
/// Identifier of the job that room is kept for, with <see cref="WaitCause.Reservation"/>; else empty.
/// </param>
/// <param name="Told">What the policy told, as the end of a sentence; empty when it told nothing.</param>
/// <param name="LeastFree">
/// Fewest free GPUs (cores for a job without GPUs) on the nodes that it accepts, in this stretch.
/// </param>
/// <param name="MostFree">Most of them.</param>
public sealed record WaitSpan(
    SimTime Start, SimTime End, WaitCause Cause, string Blocker, string Told, double LeastFree, double MostFree)
{
    /// <summary>How long it lasted.</summary>
    public TimeSpan Length => End - Start;
}
