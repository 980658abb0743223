namespace ClusterSim.Experiments.Published;

/// <summary>What a run of the workloads of Pollux's artefact is made with.</summary>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Options">Its options.</param>
internal sealed record PolluxSetting(string Policy, params (string Name, string Value)[] Options)
{
    /// <summary>Suffix of the folder of workloads, e.g. <c>-2.0</c> for twice the load.</summary>
    public string Load { get; init; } = "";

    /// <summary>Time between two decisions.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Seed of the search.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Speed that jobs on several nodes lose while they share one.</summary>
    public double Slowdown { get; init; }
}
