namespace ClusterSim.Scheduling.Patterns;

/// <summary>When a job counts as slower.</summary>
internal static class Speeds
{
    /// <summary>
    /// A loss of speed below 1 % is not harm: utilization comes in 1/1000, smaller losses cannot be told from rounding.
    /// </summary>
    public const double NoLoss = 0.99;
}
