namespace ClusterSim.Statistics;

/// <summary>An estimate and the interval that a resampling method gives it.</summary>
/// <param name="Estimate">The statistic of the sample itself.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ConfidenceInterval(double Estimate, double Low, double High)
{
    /// <summary>Whether a value lies in the interval, ends included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
