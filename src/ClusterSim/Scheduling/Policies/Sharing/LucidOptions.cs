namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>The parameters of Lucid (Hu et al., ASPLOS 2023), as in its artefact for Venus.</summary>
internal sealed record LucidOptions
{
    /// <summary>Whether placement is that of the artefact, defect included.</summary>
    public PolicyVariant Variant { get; init; }

    /// <summary>Nodes set apart for profiling, the last ones of the platform; never more than a quarter.</summary>
    public int ProfilerNodes { get; init; } = 2;

    /// <summary>
    /// Whether the profiler gets one more node when more than ten jobs wait for it, until fewer than five do.
    /// </summary>
    public bool ScalesProfiler { get; init; }

    /// <summary>How long a job is profiled at most.</summary>
    public TimeSpan ProfilerLimit { get; init; } = TimeSpan.FromSeconds(200);

    /// <summary>Jobs with more GPUs are not profiled.</summary>
    public int ProfilerGpus { get; init; } = 8;

    /// <summary>Two jobs may share when their sharing scores add up to this at most.</summary>
    public int MostScore { get; init; } = 2;

    /// <summary>Jobs with more GPUs share with nobody.</summary>
    public int SharedGpus { get; init; } = 8;

    /// <summary>Device memory, in MiB, that two jobs must fit into.</summary>
    public double MemoryMiB { get; init; } = 24_576;

    /// <summary>A job joins no host whose expected service is less than its own divided by this.</summary>
    public double KeyFactor { get; init; } = 2;

    /// <summary>Sharing is switched off while fewer jobs are expected in ten minutes; negative for never.</summary>
    public double BusyJobs { get; init; } = 2;

    /// <summary>How often that is considered.</summary>
    public TimeSpan AdaptEvery { get; init; } = TimeSpan.FromSeconds(100);
}
