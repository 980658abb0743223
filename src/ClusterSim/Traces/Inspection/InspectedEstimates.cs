using ClusterSim.Statistics;

namespace ClusterSim.Traces.Inspection;

/// <summary>How good the users' limits are: run time against requested walltime.</summary>
/// <param name="Jobs">Jobs with both a walltime and a known run time.</param>
/// <param name="RunTimeOverWalltime">Run time divided by walltime, per job.</param>
/// <param name="JobsAboveWalltime">Jobs that ran longer than they asked for.</param>
/// <param name="UsedShare">Sum of run times over sum of walltimes; <c>null</c> without such jobs.</param>
public sealed record InspectedEstimates(
    int Jobs,
    Distribution RunTimeOverWalltime,
    int JobsAboveWalltime,
    double? UsedShare);
