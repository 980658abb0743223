namespace ClusterSim.Workloads;

/// <summary>
/// When generated jobs are submitted: a Poisson process whose rate swings with the hour of the day,
/// rate(t) = mean * (1 + amplitude * cos(2 pi (t - peak) / 24 h)).
/// </summary>
public sealed record ArrivalOptions
{
    /// <summary>Mean number of jobs submitted in an hour.</summary>
    /// <value>1e-6 to 1e9, so that all jobs come within 1e7 hours; default 60.</value>
    public double JobsPerHour { get; init; } = 60;

    /// <summary>How far the rate swings about its mean within a day.</summary>
    /// <value>0 (constant rate) to 1 (nothing at all at the quietest hour); default 0.5.</value>
    public double DiurnalAmplitude { get; init; } = 0.5;

    /// <summary>Hour of the day with the highest rate; a workload begins at midnight.</summary>
    /// <value>0 to 24; default 15.</value>
    public double PeakHour { get; init; } = 15;
}
