namespace ClusterSim.Impact;

/// <summary>GPU-hours held for nothing, each hour under one cause. Jobs of the window.</summary>
/// <param name="Total">All causes together.</param>
/// <param name="FailedAttempts">
/// Of jobs that failed, and of attempts of jobs that failed and were tried again: what is under no other cause.
/// </param>
/// <param name="Overheads">Starting, restoring, moving, and writing checkpoints.</param>
/// <param name="LostProgress">Progress that failures, reclaims and forced restarts took away.</param>
/// <param name="IdleTails">The idle end of jobs.</param>
public sealed record WastedGpuHours(
    double Total, double FailedAttempts, double Overheads, double LostProgress, double IdleTails);
