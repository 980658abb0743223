namespace ClusterSim.Engine.Rates;

/// <summary>
/// One reason why a job runs faster or slower than its reference; the rate of a job is the product of all of them.
/// </summary>
internal interface IRateFactor
{
    /// <summary>The factor for a job where it runs now: above 0, and 1 where the reason does not apply.</summary>
    double Of(in PlacedJob job);

    /// <summary>
    /// The progress, later than now, at which the factor changes while the job stays where it is;
    /// <see cref="TimeSpan.MaxValue"/> when none.
    /// </summary>
    TimeSpan NextChange(in PlacedJob job) => TimeSpan.MaxValue;
}
