using ClusterSim.Statistics;

namespace ClusterSim.Behavior.Detectors;

/// <summary>A change of level that tests have confirmed.</summary>
/// <param name="Before">Median before the cut.</param>
/// <param name="After">Median after it.</param>
/// <param name="Test">The rank-sum test, with the greater of the p values of both tests.</param>
internal readonly record struct ShiftFound(double Before, double After, TwoSampleResult Test);
