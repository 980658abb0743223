using System.Collections.Immutable;

namespace ClusterSim.Learning.Clustering;

/// <summary>Which rows belong together.</summary>
/// <param name="Labels">
/// Cluster of each row; -1 for noise. Clusters are numbered from 0 by falling size, those of equal size by their first
/// row, so that the same rows get the same numbers whatever order they were searched in.
/// </param>
/// <param name="IsCore">Whether each row is a core: has enough neighbours itself.</param>
/// <param name="Sizes">Number of rows of each cluster.</param>
public sealed record Clusters(ImmutableArray<int> Labels, ImmutableArray<bool> IsCore, ImmutableArray<int> Sizes)
{
    /// <summary>Rows that belong to no cluster.</summary>
    public int NoiseCount => Labels.Length - Sizes.Sum();

    /// <summary>The rows of a cluster, ascending.</summary>
    /// <param name="cluster">Cluster from 0; -1 for noise.</param>
    public ImmutableArray<int> RowsOf(int cluster) =>
        [.. Enumerable.Range(0, Labels.Length).Where(row => Labels[row] == cluster)];
}
