using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Telemetry;

/// <summary>What a source says about a job beside its samples. Times are by the clock of the source.</summary>
internal sealed record KnownJob
{
    /// <summary>What was asked for; <c>null</c>: what the samples show is taken.</summary>
    public JobRequest? Request { get; init; }

    /// <summary>When it was submitted; <c>null</c>: with its start.</summary>
    public SimTime? Submit { get; init; }

    /// <summary>When it started; <c>null</c>: with its first sample.</summary>
    public SimTime? Start { get; init; }

    /// <summary>When it ended; <c>null</c>: what the samples show.</summary>
    public SimTime? End { get; init; }

    /// <summary>How it ended, where <see cref="End"/> is known.</summary>
    public JobOutcome Outcome { get; init; }
}
