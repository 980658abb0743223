namespace ClusterSim.Engine;

/// <summary>Nodes fail and are repaired independently, after exponentially distributed times.</summary>
/// <param name="MeanTimeBetweenFailures">Mean time from repair to the next failure of one node; positive.</param>
/// <param name="MeanTimeToRepair">Mean time from failure to repair; positive.</param>
public sealed record FailureModel(TimeSpan MeanTimeBetweenFailures, TimeSpan MeanTimeToRepair);
