namespace ClusterSim.Platforms;

/// <summary>One performance state ("pstate") of a node: how fast it computes and what it draws.</summary>
public sealed record PowerState
{
    /// <summary>Speed of one core in 10⁹ floating-point operations a second.</summary>
    public required double SpeedGflops { get; init; }

    /// <summary>Power when nothing runs, in watts.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public double? IdleWatts { get; init; }

    /// <summary>
    /// Power as soon as anything runs, in watts. In between it grows linearly with the load: at load <c>x</c> from 0
    /// to 1 it is <c>epsilon + x · (full − epsilon)</c> (SimGrid, host energy plugin).
    /// </summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public double? EpsilonWatts { get; init; }

    /// <summary>Power when all cores are busy, in watts.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public double? FullWatts { get; init; }
}
