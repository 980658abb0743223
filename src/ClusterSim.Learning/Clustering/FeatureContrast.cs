namespace ClusterSim.Learning.Clustering;

/// <summary>How a feature sets a cluster apart from all other rows.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="ClusterMean">Mean in the cluster.</param>
/// <param name="OtherMean">Mean of all other rows, noise included.</param>
/// <param name="Difference">
/// Difference of the means in pooled standard deviations (Hedges' g); positive when the cluster's is larger.
/// </param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record FeatureContrast(
    string Feature, double ClusterMean, double OtherMean, double Difference, double Low, double High)
{
    /// <summary>Whether the interval leaves out zero.</summary>
    public bool IsCertain => Low > 0 || High < 0;
}
