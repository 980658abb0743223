using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Choosing;

/// <summary>
/// Chooses which of the waiting jobs goes next, one decision after the other: what learned schedulers do in place of an
/// order. An instance serves one run at a time.
/// </summary>
public interface IJobChooser
{
    /// <summary>Every option with its value, for the provenance of a result.</summary>
    IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Called once before the first pass of a run.</summary>
    /// <param name="view">The run.</param>
    void Begin(SchedulingView view)
    {
    }

    /// <summary>The job that goes next.</summary>
    /// <param name="view">What is known now.</param>
    /// <param name="visible">Waiting jobs, at least one, in order of submission.</param>
    /// <returns>A position in <paramref name="visible"/>.</returns>
    int Choose(SchedulingView view, ReadOnlySpan<int> visible);
}
