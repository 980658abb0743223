namespace ClusterSim.Learning.Clustering;

/// <summary>What <see cref="Dbscan"/> calls dense.</summary>
public sealed record DbscanOptions
{
    /// <summary>Euclidean distance within which rows are neighbours, itself included.</summary>
    /// <value>Above 0, finite; default 0.5.</value>
    public double Epsilon { get; init; } = 0.5;

    /// <summary>Neighbours, the row itself among them, that make a row a core of a cluster.</summary>
    /// <value>1 or more; default 5.</value>
    public int MinPoints { get; init; } = 5;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinPoints, 1, nameof(MinPoints));
        if (!(Epsilon > 0 && double.IsFinite(Epsilon)))
        {
            throw new ArgumentOutOfRangeException(nameof(Epsilon), Epsilon, "Expected a finite number above 0.");
        }
    }
}
