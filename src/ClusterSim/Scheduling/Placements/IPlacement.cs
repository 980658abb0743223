using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Chooses nodes and devices for a job. A placement must be complete: when it returns <c>null</c> for a demand, more
/// free resources alone can change that, and jobs with an equal demand
/// fit as well or as ill. An instance may keep
/// scratch memory, so it serves one run at a time.
/// </summary>
public interface IPlacement
{
    /// <summary>Name in results and experiment files, e.g. <c>first-fit</c>.</summary>
    string Name { get; }

    /// <summary>Values of its options by name, for results.</summary>
    /// <value>Default empty: it has none.</value>
    IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// Whether it may find no placement although the nodes have room for the job, because that is not close enough
    /// together.
    /// </summary>
    /// <value>Default <c>false</c>.</value>
    bool MayDecline => false;

    /// <summary>Called once before the first pass of a run.</summary>
    void Begin(SchedulingView view)
    {
    }

    /// <summary>A placement for the whole gang, or <c>null</c> when the job has to wait.</summary>
    /// <param name="free">What is free; only read.</param>
    /// <param name="demand">What the job needs.</param>
    Placement? Place(FreeResources free, Demand demand);
}
