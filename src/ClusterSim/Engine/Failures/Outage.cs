using ClusterSim.Time;

namespace ClusterSim.Engine.Failures;

/// <summary>A node, or one GPU of it, is away for a while: as listed before a run, or as it happened in one.</summary>
/// <param name="From">When it goes.</param>
/// <param name="To">When it comes back; <see cref="SimTime.Never"/> when it does not.</param>
/// <param name="Node">Index of the node.</param>
/// <param name="Gpu">Number of the GPU on its node; -1 for the whole node.</param>
/// <param name="Cause">Why; of several causes at once, the first.</param>
public readonly record struct Outage(
    SimTime From, SimTime To, int Node, int Gpu = -1, FailureCause Cause = FailureCause.Listed);
