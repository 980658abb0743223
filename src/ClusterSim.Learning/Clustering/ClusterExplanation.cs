using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Learning.Features;
using ClusterSim.Statistics;

namespace ClusterSim.Learning.Clustering;

/// <summary>What makes a cluster one: the features that set it apart, and a sentence.</summary>
/// <param name="Cluster">Number of the cluster.</param>
/// <param name="Size">Its rows.</param>
/// <param name="Contrasts">All features, the one that sets it apart most first.</param>
/// <param name="Sentence">The same in words, with the three strongest certain contrasts.</param>
public sealed record ClusterExplanation(
    int Cluster, int Size, ImmutableArray<FeatureContrast> Contrasts, string Sentence)
{
    private const int Told = 3;

    // Where the pooled deviation is zero the means differ by infinitely many of them; that is cut off.
    private const double Cap = 100;

    /// <summary>Explains every cluster of a table.</summary>
    /// <param name="table">The rows in units that people read: not scaled.</param>
    /// <param name="clusters">Their clusters.</param>
    /// <exception cref="ArgumentException">The clusters are not those of as many rows.</exception>
    public static ImmutableArray<ClusterExplanation> Of(FeatureTable table, Clusters clusters)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(clusters);
        return clusters.Labels.Length == table.RowCount
            ? [.. Enumerable.Range(0, clusters.Sizes.Length).Select(cluster => Explain(table, clusters, cluster))]
            : throw new ArgumentException($"found {clusters.Labels.Length} labels, expected {table.RowCount}");
    }

    private static ClusterExplanation Explain(FeatureTable table, Clusters clusters, int cluster)
    {
        ImmutableArray<FeatureContrast> contrasts =
        [
            .. Enumerable.Range(0, table.Names.Length).Select(column => Contrast(table, clusters, cluster, column))
                .OrderByDescending(contrast => Math.Abs(contrast.Difference)),
        ];
        return new ClusterExplanation(
            cluster, clusters.Sizes[cluster], contrasts, SentenceOf(cluster, clusters.Sizes[cluster], contrasts));
    }

    /// <summary>
    /// Hedges' g with its large-sample interval (Hedges and Olkin, Statistical Methods for Meta-Analysis, 1985,
    /// chapter 5).
    /// </summary>
    private static FeatureContrast Contrast(FeatureTable table, Clusters clusters, int cluster, int column)
    {
        double[] values = table.Column(column);
        double[] inside = [.. values.Where((_, row) => clusters.Labels[row] == cluster)];
        double[] outside = [.. values.Where((_, row) => clusters.Labels[row] != cluster)];
        double mean = Moments.Mean(inside);
        if (outside.Length == 0)
        {
            return new FeatureContrast(table.Names[column], mean, mean, 0, 0, 0);
        }

        double other = Moments.Mean(outside), n = inside.Length, m = outside.Length;
        double pooled = Math.Sqrt((SquaresOf(inside, mean) + SquaresOf(outside, other)) / Math.Max(1, n + m - 2));
        double raw = mean == other ? 0 : Math.Clamp((mean - other) / pooled, -Cap, Cap);
        double g = raw * (1 - (3 / Math.Max(4, (4 * (n + m)) - 9)));
        double error = 1.96 * Math.Sqrt(((n + m) / (n * m)) + (g * g / (2 * (n + m))));
        return new FeatureContrast(table.Names[column], mean, other, g, g - error, g + error);
    }

    private static double SquaresOf(double[] values, double mean) =>
        values.Sum(value => (value - mean) * (value - mean));

    private static string SentenceOf(int cluster, int size, ImmutableArray<FeatureContrast> contrasts)
    {
        string[] told =
        [
            .. contrasts.Where(contrast => contrast.IsCertain).Take(Told).Select(contrast => string.Create(
                CultureInfo.InvariantCulture,
                $"{(contrast.Difference > 0 ? "higher" : "lower")} {contrast.Feature} ({contrast.ClusterMean:0.###} "
                    + $"against {contrast.OtherMean:0.###}, {contrast.Difference:+0.0;-0.0} standard deviations)")),
        ];
        string what = told.Length == 0 ? "differs from the others in no feature with certainty"
            : "has " + string.Join(", ", told);
        return string.Create(CultureInfo.InvariantCulture, $"Cluster {cluster} ({size} members) {what}.");
    }
}
