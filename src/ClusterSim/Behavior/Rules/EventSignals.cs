namespace ClusterSim.Behavior.Rules;

/// <summary>The kinds of events that terms tell apart, one bit each. An event carries exactly one of them.</summary>
[Flags]
internal enum EventSignals : ulong
{
    None = 0,
    Submitted = 1UL << 0,
    Started = 1UL << 1,
    Resumed = 1UL << 2,
    Completed = 1UL << 3,
    Failed = 1UL << 4,
    Cancelled = 1UL << 5,
    TimedOut = 1UL << 6,
    Preempted = 1UL << 7,
    Evicted = 1UL << 8,
    Migrated = 1UL << 9,
    Resized = 1UL << 10,
    ReclaimedForGood = 1UL << 11,
    ReclaimedTooEarly = 1UL << 12,
    Rejected = 1UL << 13,
    Compute = 1UL << 14,
    Compilation = 1UL << 15,
    DataLoading = 1UL << 16,
    Checkpointing = 1UL << 17,
    Evaluation = 1UL << 18,
    NodeDown = 1UL << 19,
    NodeUp = 1UL << 20,
    Checkpointed = 1UL << 21,
    Retried = 1UL << 22,
    Progressed = 1UL << 23,
    LinkDown = 1UL << 24,
    LinkUp = 1UL << 25,
    LogWritten = 1UL << 26,

    /// <summary>The first of the actions of users; the others follow in the order of their enumeration.</summary>
    FirstUserAction = 1UL << 28,

    /// <summary>The first of the metrics; the others follow in the order of their enumeration.</summary>
    FirstMetric = 1UL << 40,

    AnyPhase = Compute | Compilation | DataLoading | Checkpointing | Evaluation,
    AnyMetric = 0xFFFFUL << 40,
    AnySample = AnyPhase | AnyMetric | Progressed,
    AnyEnd = Completed | Failed | Cancelled | TimedOut | ReclaimedForGood,
    AnyStop = AnyEnd | Preempted | Evicted | ReclaimedTooEarly,
}
