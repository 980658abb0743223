namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>The limits of Horus for jobs on one GPU.</summary>
internal sealed record HorusOptions
{
    /// <summary>Sum of the predicted utilizations, in percent.</summary>
    public double MostUtilization { get; init; } = 100;

    /// <summary>Sum of the predicted memories, in MiB.</summary>
    public double MemoryMiB { get; init; } = 24_576;

    /// <summary>Number of jobs.</summary>
    public int MostJobs { get; init; } = 2;
}
