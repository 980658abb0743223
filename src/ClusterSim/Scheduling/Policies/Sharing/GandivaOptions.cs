namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>The parameters of Gandiva (Xiao et al., OSDI 2018).</summary>
internal sealed record GandivaOptions
{
    /// <summary>How long a job runs before the next on its GPUs has its turn.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether pairs of jobs are tried on the same GPUs.</summary>
    public bool Packs { get; init; } = true;

    /// <summary>What the speeds of a pair must add up to for it to stay together; taking turns is 1.</summary>
    public double PackingGain { get; init; } = 1;

    /// <summary>Whether running jobs move to free GPUs, away from others or closer together.</summary>
    public bool Migrates { get; init; } = true;

    /// <summary>Whether elastic jobs grow to the idle GPUs of their node and shrink for others.</summary>
    public bool Grows { get; init; } = true;
}
