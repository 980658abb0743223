namespace ClusterSim.Scheduling.Policies.Pollux;

/// <summary>What shapes the decisions of <see cref="PolluxPolicy"/>.</summary>
internal sealed record PolluxOptions
{
    /// <summary>Time between two decisions.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What a re-allocation is held to cost.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Exponent of the power mean.</summary>
    public double Power { get; init; } = -1;

    /// <summary>Whether no node may hold two jobs that run on several nodes.</summary>
    public bool AvoidsInterference { get; init; } = true;

    /// <summary>Answers that survive a generation.</summary>
    public int Population { get; init; } = 100;

    /// <summary>Generations.</summary>
    public int Generations { get; init; } = 100;

    /// <summary>Whether the quirks of the artefact are kept.</summary>
    public bool Artefact { get; init; }
}
