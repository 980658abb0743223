using System.Collections.Immutable;

namespace ClusterSim.Experiments.Published;

/// <summary>A study that was run.</summary>
/// <param name="Study">The study.</param>
/// <param name="Rows">Its rows.</param>
public sealed record StudyOutcome(PublishedStudy Study, ImmutableArray<PublishedRow> Rows)
{
    /// <summary>SHA-256 of each file of the study's data, in their order.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Checksums { get; init; } = [];

    /// <summary>Whether no row differs without an explanation.</summary>
    public bool IsGood => Rows.All(row => row.Verdict != RowVerdict.Failed);

    /// <summary>Number of rows with a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    public int Count(RowVerdict verdict) => Rows.Count(row => row.Verdict == verdict);
}
