namespace ClusterSim.Workloads;

/// <summary>An estimate of a job's run time that a trace carries.</summary>
/// <param name="Name">What the trace calls it, e.g. <c>group_dur</c>.</param>
/// <param name="Length">The estimated run time; 0 or more.</param>
public readonly record struct RunTimeEstimate(string Name, TimeSpan Length);
