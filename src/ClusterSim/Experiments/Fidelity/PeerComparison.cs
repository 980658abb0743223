using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>How our schedule compares with a peer's.</summary>
public sealed record PeerComparison
{
    /// <summary>What was compared.</summary>
    public required PeerSchedule Schedule { get; init; }

    /// <summary>Number of jobs compared: those of the trace that the peer's schedule may speak of.</summary>
    public required int Jobs { get; init; }

    /// <summary>Number of jobs with equal start, finish and, where compared, nodes.</summary>
    public required int JobsEqual { get; init; }

    /// <summary>Largest difference of a start or a finish.</summary>
    public required TimeSpan LargestDifference { get; init; }

    /// <summary>The first few jobs that differ, one line each: ours, then the peer's.</summary>
    public required ImmutableArray<string> Differences { get; init; }

    /// <summary>CPU time of our run, from the workload in memory to the result.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>Whether all jobs are equal but for those whose difference is known.</summary>
    public bool IsAsExpected => Jobs - JobsEqual == Schedule.KnownDifferences;
}
