using System.Collections.Immutable;
using ClusterSim.Learning.Features;

namespace ClusterSim.Learning.Classification;

/// <summary>Rows with the class of each, and the job and the user that each comes from.</summary>
public sealed class LabelledTable
{
    /// <summary>A table with its classes.</summary>
    /// <param name="features">The rows.</param>
    /// <param name="labels">Class of each row, by name.</param>
    /// <param name="jobs">Job of each row; several windows of one job are several rows.</param>
    /// <param name="users">User of each row.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public LabelledTable(
        FeatureTable features, IEnumerable<string> labels, IEnumerable<string> jobs, IEnumerable<string> users)
    {
        ArgumentNullException.ThrowIfNull(features);
        (Features, Labels, Jobs, Users) = (features, [.. labels], [.. jobs], [.. users]);
        if (Labels.Length != features.RowCount || Jobs.Length != features.RowCount
            || Users.Length != features.RowCount)
        {
            throw new ArgumentException(
                $"found {Labels.Length} labels, {Jobs.Length} jobs and {Users.Length} users, expected "
                + $"{features.RowCount} of each");
        }
    }

    /// <summary>The rows.</summary>
    public FeatureTable Features { get; }

    /// <summary>Class of each row.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>Job of each row.</summary>
    public ImmutableArray<string> Jobs { get; }

    /// <summary>User of each row.</summary>
    public ImmutableArray<string> Users { get; }

    /// <summary>Some of the rows, in the given order.</summary>
    /// <param name="rows">Rows from 0.</param>
    public LabelledTable Rows(IReadOnlyList<int> rows) => new(
        Features.Rows(rows), rows.Select(row => Labels[row]), rows.Select(row => Jobs[row]),
        rows.Select(row => Users[row]));
}
