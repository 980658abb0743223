namespace ClusterSim.Workloads;

/// <summary>How long generated jobs run, and how they end. Run times are whole seconds.</summary>
public sealed record RunTimeOptions
{
    /// <summary>Family of the distribution.</summary>
    /// <value>Default <see cref="RunTimeShape.LogNormal"/>.</value>
    public RunTimeShape Shape { get; init; }

    /// <summary>Median run time, for the lognormal shape.</summary>
    /// <value>Greater than zero, at most 1e8 s; default 10 minutes.</value>
    public TimeSpan Median { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Standard deviation of the natural logarithm of run times, for the lognormal shape. Half of the variance lies
    /// between applications, half between the runs of one application.
    /// </summary>
    /// <value>0 to 5; default 1.6.</value>
    public double Sigma { get; init; } = 1.6;

    /// <summary>Tail index of the bounded Pareto shape; the smaller, the heavier the tail.</summary>
    /// <value>Greater than 0; default 0.8.</value>
    public double TailIndex { get; init; } = 0.8;

    /// <summary>Shortest run time; shorter draws are raised to it. Failed and cancelled jobs may end sooner.</summary>
    /// <value>1 s or more; default 10 s.</value>
    public TimeSpan Min { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest run time; longer draws are cut to it. An idle tail comes on top.</summary>
    /// <value>More than <see cref="Min"/>, at most 1e8 s; default 2 days.</value>
    public TimeSpan Max { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Share of jobs that fail by themselves, most of them early. Retry loops come on top.</summary>
    /// <value>0 to 1, together with <see cref="CancelledShare"/> at most 1; default 0.08.</value>
    public double FailedShare { get; init; } = 0.08;

    /// <summary>Share of jobs that their user cancels, at any time of their life.</summary>
    /// <value>0 to 1; default 0.05.</value>
    public double CancelledShare { get; init; } = 0.05;
}
