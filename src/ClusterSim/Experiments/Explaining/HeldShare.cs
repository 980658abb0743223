namespace ClusterSim.Experiments.Explaining;

/// <summary>How much of what a waiting job could have used somebody else held meanwhile.</summary>
/// <param name="Holder">Identifier of a job, or name of a user.</param>
/// <param name="Hours">GPU-hours held (core-hours for a job without GPUs) on the nodes that it accepts.</param>
/// <param name="Share">Share of all that was held there while it waited, 0 to 1.</param>
public sealed record HeldShare(string Holder, double Hours, double Share);
