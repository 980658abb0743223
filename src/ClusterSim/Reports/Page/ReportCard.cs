using System.Collections.Immutable;

namespace ClusterSim.Reports.Page;

/// <summary>One figure of all runs.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Direction">Which way is better, in words; empty when neither is.</param>
/// <param name="Values">The value of each run, the baseline first.</param>
internal sealed record ReportCard(string Label, string Direction, ImmutableArray<ReportCardValue> Values);
