namespace ClusterSim.Signals;

/// <summary>Where a forecast comes from. All but the first two know the past and the present alone.</summary>
public enum ForecastKind
{
    /// <summary>The truth: an oracle, for bounds. Results with it say so.</summary>
    Perfect,

    /// <summary>
    /// The truth plus an independent normal error for each step, with standard deviation error x mean of the series
    /// (Wiesner et al., Let's Wait Awhile, Middleware 2021, section 5.3): an oracle with a stated error.
    /// </summary>
    Noisy,

    /// <summary>The present value goes on.</summary>
    Persistence,

    /// <summary>The value at the same time of the last day that is known at that time.</summary>
    LastDay,

    /// <summary>The value at the same time of the same weekday of the last week that is known at that time.</summary>
    LastWeek,
}
