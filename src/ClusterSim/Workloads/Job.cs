using ClusterSim.Time;

namespace ClusterSim.Workloads;

/// <summary>One job of a workload: a request that is visible to policies and a profile that is not.</summary>
public sealed record Job
{
    /// <summary>Identifier as in the trace; unique within a workload.</summary>
    public required string Id { get; init; }

    /// <summary>When the job is submitted.</summary>
    public required SimTime SubmitTime { get; init; }

    /// <summary>What was asked.</summary>
    public required JobRequest Request { get; init; }

    /// <summary>What will happen.</summary>
    public required JobProfile Profile { get; init; }

    /// <summary>What happened on the original cluster.</summary>
    /// <value>Default <c>null</c>: not recorded, as for generated workloads.</value>
    public RecordedRun? Recorded { get; init; }
}
