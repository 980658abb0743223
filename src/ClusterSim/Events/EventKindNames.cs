using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ClusterSim.Events;

/// <summary>The one table of the names that kinds of events have in files: lower case, with underscores.</summary>
public static class EventKindNames
{
    private static readonly ImmutableArray<string> s_table =
    [
        "job_submitted", "job_started", "job_completed", "job_failed", "job_cancelled", "job_timed_out",
        "job_preempted", "job_evicted", "job_migrated", "job_resized", "job_reclaimed", "job_rejected",
        "utilization_changed", "node_down", "node_up", "plan_refused", "behavior_detected", "job_checkpointed",
        "job_progressed", "job_retried", "metric_sampled", "link_down", "link_up", "user_acted", "log_written",
        "gpu_down", "gpu_up", "reclaim_noticed",
        "node_power_changed", "job_power_capped", "job_frequency_set",
    ];

    private static readonly FrozenDictionary<string, EventKind> s_kinds = All.ToFrozenDictionary(Of);

    private static readonly FrozenDictionary<string, EventKind>.AlternateLookup<ReadOnlySpan<char>> s_kindOf =
        s_kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every kind, in the order of the enumeration.</summary>
    public static ImmutableArray<EventKind> All => [.. Enum.GetValues<EventKind>()];

    /// <summary>Name of a kind in files.</summary>
    /// <param name="kind">One of the enumeration.</param>
    public static string Of(EventKind kind) => s_table[(int)kind];

    /// <summary>The kind of a name.</summary>
    /// <param name="name">Name as <see cref="Of"/> gives it.</param>
    /// <param name="kind">The kind when there is one.</param>
    /// <returns><c>false</c> when no kind has the name.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out EventKind kind) => s_kindOf.TryGetValue(name, out kind);
}
