namespace ClusterSim.Engine.Failures;

/// <summary>Distributions of the time that a repair takes; the mean is given beside it.</summary>
public enum RepairTimes
{
    /// <summary>Exponential.</summary>
    Exponential,

    /// <summary>
    /// Lognormal, the distribution that fits repair times of HPC systems best (Schroeder and Gibson, DSN 2006).
    /// </summary>
    LogNormal,

    /// <summary>Every repair takes the mean.</summary>
    Fixed,
}
