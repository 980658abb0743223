namespace ClusterSim.Impact;

/// <summary>A number of access.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Definition">What it is, for the head of a table.</param>
/// <param name="Value">Its value for users by ascending demand; <c>null</c> where it is not determined.</param>
internal sealed record AccessStatistic(string Name, string Definition, Func<UserTally[], double?> Value);
