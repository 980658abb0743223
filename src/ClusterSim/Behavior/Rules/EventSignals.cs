namespace ClusterSim.Behavior.Rules;

/// <summary>The kinds of events that terms tell apart, one bit each.</summary>
[Flags]
internal enum EventSignals
{
    None = 0,
    Submitted = 1 << 0,
    Started = 1 << 1,
    Resumed = 1 << 2,
    Completed = 1 << 3,
    Failed = 1 << 4,
    Cancelled = 1 << 5,
    TimedOut = 1 << 6,
    Preempted = 1 << 7,
    Evicted = 1 << 8,
    Migrated = 1 << 9,
    Resized = 1 << 10,
    ReclaimedForGood = 1 << 11,
    ReclaimedTooEarly = 1 << 12,
    Rejected = 1 << 13,
    Compute = 1 << 14,
    Compilation = 1 << 15,
    DataLoading = 1 << 16,
    Checkpointing = 1 << 17,
    Evaluation = 1 << 18,
    NodeDown = 1 << 19,
    NodeUp = 1 << 20,

    AnyPhase = Compute | Compilation | DataLoading | Checkpointing | Evaluation,
    AnyEnd = Completed | Failed | Cancelled | TimedOut | ReclaimedForGood,
    AnyStop = AnyEnd | Preempted | Evicted | ReclaimedTooEarly,
}
