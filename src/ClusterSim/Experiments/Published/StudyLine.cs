using System.Collections.Immutable;

namespace ClusterSim.Experiments.Published;

/// <summary>A line of the picture: one row of a study, or all rows of a metric.</summary>
/// <param name="Label">What stands beside it.</param>
/// <param name="Rows">The rows on it.</param>
internal sealed record StudyLine(string Label, ImmutableArray<PublishedRow> Rows)
{
    private const int MostLines = 60;

    /// <summary>The lines of a study: one a row, unless there are too many to be read.</summary>
    public static ImmutableArray<StudyLine> Of(ImmutableArray<PublishedRow> rows) => rows.Length <= MostLines
        ? [.. rows.Select(row => new StudyLine($"{row.Metric}, {row.Where}", [row]))]
        : [.. rows.GroupBy(row => row.Metric, StringComparer.Ordinal)
            .Select(metric => new StudyLine($"{metric.Key} ({metric.Count()})", [.. metric]))];
}
