namespace ClusterSim.Workloads;

/// <summary>A submission of the generator.</summary>
/// <param name="Seconds">When, since the beginning.</param>
/// <param name="User">Index of the user.</param>
/// <param name="Application">Index of the application.</param>
/// <param name="RetrySeconds">Run time of a job of a retry loop; 0 for any other job.</param>
internal readonly record struct Arrival(double Seconds, int User, int Application, int RetrySeconds);
