namespace ClusterSim.Impact;

/// <summary>GPU-hours held for nothing, each counted under one cause. Jobs of the window.</summary>
/// <param name="Total">All causes together.</param>
/// <param name="FailedJobs">All GPU-hours of jobs that failed.</param>
/// <param name="RestartedJobs">
/// Of jobs that did not fail but restarted: overheads, lost progress and idle ends together.
/// </param>
/// <param name="IdleTails">
/// Of jobs that neither failed nor restarted: the idle end of the job, GPUs held without use, and the like.
/// </param>
public sealed record WastedGpuHours(double Total, double FailedJobs, double RestartedJobs, double IdleTails);
