namespace ClusterSim.Learning.Search;

/// <summary>Options of a <see cref="BayesianSearch"/>.</summary>
public sealed record BayesianSearchOptions
{
    /// <summary>Trials along the Halton sequence before the first is chosen by expected improvement.</summary>
    /// <value>1 or more; default 12.</value>
    public int InitialTrials { get; init; } = 12;

    /// <summary>Seed of the shifts and of the candidates.</summary>
    /// <value>Default 1.</value>
    public long Seed { get; init; } = 1;
}
