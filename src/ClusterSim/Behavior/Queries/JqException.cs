namespace ClusterSim.Behavior.Queries;

/// <summary>A query met a value that it cannot work on.</summary>
internal sealed class JqException(string message) : Exception(message);
