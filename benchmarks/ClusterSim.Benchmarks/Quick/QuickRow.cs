namespace ClusterSim.Benchmarks.Quick;

/// <summary>A line of the quick table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Baseline">What it is compared with, and its cost.</param>
/// <param name="Ours">Our cost.</param>
/// <param name="Ratio">Ours over the baseline.</param>
/// <param name="Goal">The goal in words.</param>
/// <param name="Met">Whether it is met.</param>
internal sealed record QuickRow(string What, string Baseline, string Ours, double Ratio, string Goal, bool Met);
