namespace ClusterSim.Statistics;

/// <summary>Outcome of a test of two independent samples.</summary>
/// <param name="Statistic">The test's statistic; positive when the second sample is the greater.</param>
/// <param name="PValue">p value for the alternative asked for, 0 to 1; 1 when there is nothing to test.</param>
/// <param name="Effect">
/// Size of the difference, positive when the second sample is the greater; the test says in which unit. 0 when there is
/// nothing to test.
/// </param>
/// <param name="FirstCount">Values of the first sample.</param>
/// <param name="SecondCount">Values of the second sample.</param>
public readonly record struct TwoSampleResult(
    double Statistic, double PValue, double Effect, int FirstCount, int SecondCount);
