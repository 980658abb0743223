namespace ClusterSim.Tests.Documentation;

/// <summary>A mean over that of the baseline, with its interval over the seeds.</summary>
internal readonly record struct PolicyRatio(double Ratio, double Low, double High);
