namespace ClusterSim.Scheduling.Policies.Sia;

/// <summary>What shapes the decisions of <see cref="SiaPolicy"/>.</summary>
internal sealed record SiaOptions
{
    /// <summary>Time between two decisions.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Exponent of the goodputs, below 0: the more negative, the fairer.</summary>
    public double Power { get; init; } = -0.5;

    /// <summary>What a job that gets nothing costs.</summary>
    public double NoAllocation { get; init; } = 1.1;

    /// <summary>What a re-allocation is held to cost where the paper has not measured it.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether goodputs on models where a job has not run follow from one-GPU profiles.</summary>
    public bool Projects { get; init; } = true;

    /// <summary>How far from the best answer the program may be solved.</summary>
    public double Gap { get; init; } = 1e-4;

    /// <summary>Whether the quirks of the artefact are kept.</summary>
    public bool Artefact { get; init; }
}
