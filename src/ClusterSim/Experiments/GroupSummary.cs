using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>The result of one group in a few lines: the answer, and a table with one row for each policy.</summary>
/// <param name="Name">Name of the group; empty when there is only one.</param>
/// <param name="Answers">
/// What changed against the baseline, one sentence for each policy; empty for a single one.
/// </param>
/// <param name="Header">Titles of the columns.</param>
/// <param name="Rows">The rows; the baseline first.</param>
public sealed record GroupSummary(
    string Name, ImmutableArray<string> Answers, ImmutableArray<string> Header,
    ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>What a reader should know of the runs, one sentence each.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Notices { get; init; } = [];
}
