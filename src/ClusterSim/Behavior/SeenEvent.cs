using ClusterSim.Behavior.Facts;
using ClusterSim.Events;

namespace ClusterSim.Behavior;

/// <summary>What a rule remembers of an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Job">What is known of its job; <c>null</c> when it concerns none.</param>
/// <param name="RunTicks">Ticks since the last start of the job, at the event.</param>
internal readonly record struct SeenEvent(SimulationEvent Event, KnownJob? Job, long RunTicks)
{
    /// <summary>What was seen, when this stands for a part of a rule; the event is the one that it blames.</summary>
    public SeenEvent[]? Within { get; init; }

    /// <summary>Whether that part takes the blame.</summary>
    public bool IsOrigin { get; init; }

    /// <summary>The events that were seen, without the parts that they made up.</summary>
    public static IEnumerable<SeenEvent> Flatten(IEnumerable<SeenEvent> seen) =>
        seen.SelectMany(one => one.Within is null ? [one] : Flatten(one.Within));

    /// <summary>
    /// The one that takes the blame: that of the origin where there is one, else the last of a job, else the last.
    /// </summary>
    public static SeenEvent Blamed(SeenEvent[] seen)
    {
        int origin = Array.FindLastIndex(seen, one => one.IsOrigin);
        int last = origin >= 0 ? origin : Array.FindLastIndex(seen, one => one.Job is not null);
        return seen[last >= 0 ? last : ^1];
    }
}
