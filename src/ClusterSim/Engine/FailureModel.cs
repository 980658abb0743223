using ClusterSim.Engine.Failures;

namespace ClusterSim.Engine;

/// <summary>
/// How units of one kind (nodes, GPUs, racks, links) fail and are repaired, each independently of the others: times
/// between failures are Weibull distributed, exponential by default.
/// </summary>
/// <param name="MeanTimeBetweenFailures">Mean time from repair to the next failure of one unit; positive.</param>
/// <param name="MeanTimeToRepair">Mean time from failure to repair; positive.</param>
public sealed record FailureModel(TimeSpan MeanTimeBetweenFailures, TimeSpan MeanTimeToRepair)
{
    /// <summary>
    /// Shape of the Weibull distribution of the times between failures: below 1 failures come in bunches after a
    /// repair, above 1 units wear out. Published: 0.7 to 0.8 for nodes of HPC systems (Schroeder and Gibson, DSN 2006).
    /// </summary>
    /// <value>Positive; default 1, the exponential distribution.</value>
    public double Shape { get; init; } = 1;

    /// <summary>Distribution of the repair times.</summary>
    /// <value>Default <see cref="RepairTimes.Exponential"/>.</value>
    public RepairTimes Repair { get; init; } = RepairTimes.Exponential;

    /// <summary>Standard deviation of the logarithm of lognormal repair times; others ignore it.</summary>
    /// <value>0 or more; default 1.</value>
    public double RepairSigma { get; init; } = 1;
}
