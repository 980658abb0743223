namespace ClusterSim.Workloads;

/// <summary>
/// When generated jobs are submitted: a Poisson process whose rate swings with the hour of the day,
/// rate(t) = mean * (1 + amplitude * cos(2 pi (t - peak) / 24 h)), with bursts and batches where they are asked for.
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

    /// <summary>
    /// Rate of submissions within a burst over the rate outside: a Poisson process modulated by a Markov chain of two
    /// states. The mean rate stays.
    /// </summary>
    /// <value>1 (no bursts) to 1,000; default 1.</value>
    public double BurstRatio { get; init; } = 1;

    /// <summary>Share of the time that lies within bursts.</summary>
    /// <value>0.001 to 0.999; default 0.1.</value>
    public double BurstShare { get; init; } = 0.1;

    /// <summary>Mean length of a burst; lengths are exponential.</summary>
    /// <value>1 s to 1e7 s; default 30 minutes.</value>
    public TimeSpan MeanBurst { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Mean number of jobs that one user submits at once, all of one application; numbers are geometric. The mean rate
    /// of jobs stays.
    /// </summary>
    /// <value>1 (one by one) to 10,000; default 1.</value>
    public double MeanBatch { get; init; } = 1;
}
