using ClusterSim.Statistics;

namespace ClusterSim.Traces.Inspection;

/// <summary>Jobs that have something in common.</summary>
/// <param name="Name">What they have in common, e.g. a user; <c>(none)</c> where the trace gives no name.</param>
/// <param name="Jobs">How many they are.</param>
/// <param name="DemandShare">Their share of the resource time that all jobs use; <c>null</c> when that is 0.</param>
/// <param name="RunTimeSeconds">Their run times in seconds.</param>
/// <param name="DelaySeconds">Their recorded queueing delays in seconds.</param>
/// <param name="DelayShare">Their share of the sum of all recorded delays; <c>null</c> when that is 0 or nothing is
/// recorded.</param>
public sealed record InspectedClass(
    string Name,
    int Jobs,
    double? DemandShare,
    Distribution RunTimeSeconds,
    Distribution DelaySeconds,
    double? DelayShare);
