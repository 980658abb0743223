using System.Collections.Immutable;

namespace ClusterSim.Scheduling;

/// <summary>
/// Decides who runs where. A pass is made whenever a job was submitted, ended or returned, a node changed, something
/// was detected, or a wake-up came due. A policy must decide from the view and its own memory alone, so that the same
/// run gives the same decisions.
/// </summary>
public interface ISchedulingPolicy
{
    /// <summary>Name in results, e.g. <c>easy</c>.</summary>
    string Name { get; }

    /// <summary>Every option with its value, for the provenance of a result.</summary>
    IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// The policy that this one wraps; <c>null</c> for none. What it wraps is called by the wrapper alone, but it
    /// observes a run by itself, before the wrapper does, if it is an observer of events.
    /// </summary>
    ISchedulingPolicy? BasePolicy => null;

    /// <summary>Called once before the first pass of a run; a policy forgets earlier runs here.</summary>
    void Begin(SchedulingView view)
    {
    }

    /// <summary>One scheduling pass.</summary>
    void Schedule(SchedulingView view, Plan plan);
}
