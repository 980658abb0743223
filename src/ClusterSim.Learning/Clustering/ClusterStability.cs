using ClusterSim.Learning.Features;
using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Learning.Clustering;

/// <summary>
/// Whether clusters would be found again in other data of the same kind: the rows are drawn anew with replacement and
/// clustered, and the two clusterings compared on the rows drawn (Hennig, Computational Statistics and Data Analysis
/// 52, 2007, with the adjusted Rand index as measure).
/// </summary>
public static class ClusterStability
{
    /// <summary>Adjusted Rand indices of resampled clusterings against the whole one.</summary>
    /// <param name="table">The rows, scaled.</param>
    /// <param name="options">What dense means.</param>
    /// <param name="resamples">Number of resamples, 1 or more.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>The median index, with the 2.5 % and the 97.5 % quantile over the resamples.</returns>
    public static ConfidenceInterval Of(FeatureTable table, DbscanOptions options, int resamples = 100, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        Clusters whole = Dbscan.Find(table, options);
        double[] found = new double[resamples];
        for (int i = 0; i < resamples; i++)
        {
            RandomStream random = new(seed, $"resample/{i}");
            int[] rows = [.. Enumerable.Range(0, table.RowCount).Select(_ => random.NextInt(table.RowCount))];
            Clusters again = Dbscan.Find(table.Rows(rows), options);
            found[i] = AdjustedRandIndex.Of([.. rows.Select(row => whole.Labels[row])], again.Labels.AsSpan());
        }

        Array.Sort(found);
        return new ConfidenceInterval(
            Quantiles.OfSorted(found, 0.5), Quantiles.OfSorted(found, 0.025), Quantiles.OfSorted(found, 0.975));
    }
}
