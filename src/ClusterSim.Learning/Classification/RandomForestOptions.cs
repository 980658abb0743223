namespace ClusterSim.Learning.Classification;

/// <summary>How a forest grows.</summary>
public sealed record RandomForestOptions
{
    /// <summary>Number of trees.</summary>
    /// <value>1 or more; default 200.</value>
    public int Trees { get; init; } = 200;

    /// <summary>Features tried at each split.</summary>
    /// <value>1 or more; default <c>null</c>: the square root of their number, rounded down.</value>
    public int? FeaturesPerSplit { get; init; }

    /// <summary>Rows that a leaf holds at least.</summary>
    /// <value>1 or more; default 1.</value>
    public int MinLeaf { get; init; } = 1;

    /// <summary>Seed of all draws.</summary>
    /// <value>Default 1.</value>
    public long Seed { get; init; } = 1;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Trees, 1, nameof(Trees));
        ArgumentOutOfRangeException.ThrowIfLessThan(FeaturesPerSplit ?? 1, 1, nameof(FeaturesPerSplit));
        ArgumentOutOfRangeException.ThrowIfLessThan(MinLeaf, 1, nameof(MinLeaf));
    }
}
