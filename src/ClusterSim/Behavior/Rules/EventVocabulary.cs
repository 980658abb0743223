using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Rules;

/// <summary>The canonical text of every event that rules can match, and the signals that events carry.</summary>
internal static class EventVocabulary
{
    /// <summary>Name of the stream of simulation events, for <c>event.source</c>.</summary>
    public const string Source = "clustersim.events";

    /// <summary>
    /// Text of each signal; facts are parted by semicolons, so that a term may name a fact that several events share.
    /// </summary>
    public static readonly ImmutableArray<(EventSignals Signal, string Text)> Texts =
    [
        (EventSignals.Submitted, "job submitted"),
        (EventSignals.Started, "job started"),
        (EventSignals.Resumed, "job started; job resumed"),
        (EventSignals.Completed, "job completed; job ended; job stopped"),
        (EventSignals.Failed, "job failed; job ended; job stopped"),
        (EventSignals.Cancelled, "job cancelled; job ended; job stopped"),
        (EventSignals.TimedOut, "job timed out; job ended; job stopped"),
        (EventSignals.Preempted, "job preempted; job stopped"),
        (EventSignals.Evicted, "job evicted; job stopped"),
        (EventSignals.Migrated, "job migrated"),
        (EventSignals.Resized, "job resized"),
        (EventSignals.ReclaimedForGood, "job reclaimed; job ended; job stopped"),
        (EventSignals.ReclaimedTooEarly, "job reclaimed; job stopped"),
        (EventSignals.Rejected, "job rejected"),
        (EventSignals.Checkpointed, "job checkpointed"),
        (EventSignals.Retried, "job retried"),
        (EventSignals.Progressed, "job sampled; job progressed"),
        (EventSignals.Compute, "job sampled; phase compute"),
        (EventSignals.Compilation, "job sampled; phase compilation"),
        (EventSignals.DataLoading, "job sampled; phase data loading"),
        (EventSignals.Checkpointing, "job sampled; phase checkpointing"),
        (EventSignals.Evaluation, "job sampled; phase evaluation"),
        .. MetricNames.All.Select(metric => (SignalOf(metric), "job sampled")),
        (EventSignals.NodeDown, "node down"),
        (EventSignals.NodeUp, "node up"),
        (EventSignals.LinkDown, "link down"),
        (EventSignals.LinkUp, "link up"),
        .. UserActionNames.All.Select(action => (SignalOf(action), "user " + UserActionNames.Of(action))),
    ];

    /// <summary>Every fact, for messages.</summary>
    public static string Facts { get; } = string.Join(
        ", ", Texts.SelectMany(text => text.Text.Split("; ")).Distinct());

    /// <summary>The signals whose text contains <paramref name="term"/>, as CRE matches a plain value.</summary>
    public static EventSignals SignalsOf(string term)
    {
        EventSignals found = EventSignals.None;
        foreach ((EventSignals signal, string text) in Texts)
        {
            found |= text.Contains(term, StringComparison.Ordinal) ? signal : EventSignals.None;
        }

        return found;
    }

    /// <summary>The signal of a sample of a metric.</summary>
    public static EventSignals SignalOf(Metric metric) =>
        (EventSignals)((ulong)EventSignals.FirstMetric << (int)metric);

    /// <summary>The signal of what a user does.</summary>
    public static EventSignals SignalOf(UserAction action) =>
        (EventSignals)((ulong)EventSignals.FirstUserAction << (int)action);

    /// <summary>The signal of an event; none for an event that rules cannot match.</summary>
    public static EventSignals SignalOf(in SimulationEvent happened) => happened.Kind switch
    {
        EventKind.MetricSampled => SignalOf((Metric)happened.Detail),
        EventKind.UtilizationChanged => PhaseOf(happened),
        EventKind.JobSubmitted => EventSignals.Submitted,
        EventKind.JobStarted => happened.Value > 0 ? EventSignals.Resumed : EventSignals.Started,
        EventKind.JobCompleted => EventSignals.Completed,
        EventKind.JobFailed => EventSignals.Failed,
        EventKind.JobCancelled => EventSignals.Cancelled,
        EventKind.JobTimedOut => EventSignals.TimedOut,
        EventKind.JobPreempted => EventSignals.Preempted,
        EventKind.JobEvicted => EventSignals.Evicted,
        EventKind.JobMigrated => EventSignals.Migrated,
        EventKind.JobResized => EventSignals.Resized,
        EventKind.JobReclaimed => happened.Value > 0 ? EventSignals.ReclaimedTooEarly : EventSignals.ReclaimedForGood,
        EventKind.JobRejected => EventSignals.Rejected,
        EventKind.JobCheckpointed => EventSignals.Checkpointed,
        EventKind.JobRetried => EventSignals.Retried,
        EventKind.JobProgressed => EventSignals.Progressed,
        EventKind.UserActed => SignalOf((UserAction)happened.Detail),
        EventKind.LogWritten => EventSignals.LogWritten,
        EventKind.NodeDown => EventSignals.NodeDown,
        EventKind.NodeUp => EventSignals.NodeUp,
        EventKind.LinkDown => EventSignals.LinkDown,
        EventKind.LinkUp => EventSignals.LinkUp,
        _ => EventSignals.None,
    };

    /// <summary>
    /// The phase that a job reports. Idling reports nothing and looks like computing: that a job has nothing left to do
    /// is what rules have to find out.
    /// </summary>
    private static EventSignals PhaseOf(in SimulationEvent happened) => (PhaseKind)happened.Detail switch
    {
        PhaseKind.Compilation => EventSignals.Compilation,
        PhaseKind.DataLoading => EventSignals.DataLoading,
        PhaseKind.Checkpointing => EventSignals.Checkpointing,
        PhaseKind.Evaluation => EventSignals.Evaluation,
        _ => EventSignals.Compute,
    };
}
