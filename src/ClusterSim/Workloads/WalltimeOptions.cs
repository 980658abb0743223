namespace ClusterSim.Workloads;

/// <summary>
/// What users write down as the limit of their jobs: the run time over an accuracy that is uniform from
/// <see cref="MinAccuracy"/> to 1 (Mu'alem and Feitelson, IEEE TPDS 2001, found a flat accuracy histogram), rounded up
/// to one of the few values that users like (Tsafrir, Etsion and Feitelson, JSSPP 2005).
/// </summary>
public sealed record WalltimeOptions
{
    /// <summary>Share of jobs that have a walltime.</summary>
    /// <value>0 to 1; default 1.</value>
    public double Share { get; init; } = 1;

    /// <summary>Least accuracy: run time over walltime before rounding.</summary>
    /// <value>0.01 to 1; default 0.1.</value>
    public double MinAccuracy { get; init; } = 0.1;

    /// <summary>
    /// Whether walltimes are rounded up to 5, 10, 15, 30 minutes, 1, 2, 4, 8, 12, 24, 48, 72 hours or whole days above.
    /// </summary>
    /// <value>Default <c>true</c>.</value>
    public bool Rounded { get; init; } = true;
}
