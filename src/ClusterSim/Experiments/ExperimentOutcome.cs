using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>What an experiment left behind.</summary>
/// <param name="Folder">The folder of the results.</param>
/// <param name="ReportPath">The comparison report.</param>
/// <param name="Scenarios">The scenarios in the order of the expansion.</param>
/// <param name="Groups">The results in a few lines each.</param>
/// <param name="Reused">How many of them an earlier run had finished already.</param>
/// <param name="Notices">
/// What a reader should know, one sentence each: inputs without effect, replaced estimates.
/// </param>
public sealed record ExperimentOutcome(
    string Folder, string ReportPath, ImmutableArray<Scenario> Scenarios, ImmutableArray<GroupSummary> Groups,
    int Reused, ImmutableArray<string> Notices);
