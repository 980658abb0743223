namespace ClusterSim.Behavior.Mining;

/// <summary>What <see cref="PrefixSpan"/> looks for.</summary>
public sealed record PrefixSpanOptions
{
    /// <summary>Sequences in which a pattern must occur.</summary>
    /// <value>1 or more; default 2.</value>
    public int MinSupport { get; init; } = 2;

    /// <summary>Most symbols of a pattern.</summary>
    /// <value>1 to 1,000; default 20.</value>
    public int MaxLength { get; init; } = 20;

    /// <summary>
    /// Farthest step in the sequence from one set of a pattern to its next: 1 stands for neighbours.
    /// </summary>
    /// <value>1 or more; default <c>null</c>: any distance.</value>
    public int? MaxGap { get; init; }

    /// <summary>
    /// Whether only closed patterns are given: those that no found pattern with one symbol more equals in support.
    /// Patterns of <see cref="MaxLength"/> symbols have no longer ones to compare with and count as closed.
    /// </summary>
    /// <value>Default <c>false</c>.</value>
    public bool Closed { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinSupport, 1, nameof(MinSupport));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLength, 1, nameof(MaxLength));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxLength, 1000, nameof(MaxLength));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxGap ?? 1, 1, nameof(MaxGap));
    }
}
