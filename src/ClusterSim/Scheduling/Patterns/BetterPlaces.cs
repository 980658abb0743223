using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Looks for other places for jobs, on a copy of the free resources that is made only when it is needed.
/// </summary>
internal sealed class BetterPlaces(SchedulingView view)
{
    private readonly PackedChoice _packed = new();
    private TrialResources? _trial;

    /// <summary>A place for a running job on fewer nodes than it has; <c>null</c> when there is none.</summary>
    public Placement? OnFewerNodes(in JobView job)
    {
        TrialResources free = Without(job);
        int most = job.Placement!.NodeCount - 1;
        return most < 1 ? null : Fewer(_packed.Place(free, job.Demand, most), most);
    }

    /// <summary>A place for a running job that does not use a node; <c>null</c> when there is none.</summary>
    public Placement? Avoiding(in JobView job, int node)
    {
        TrialResources free = Without(job);
        bool up = free.IsUp(node);
        free.SetUp(node, false);
        Placement? found = _packed.Place(free, job.Demand, int.MaxValue);
        free.SetUp(node, up);
        return found;
    }

    /// <summary>A place for a running job at another size; <c>null</c> when there is none.</summary>
    public Placement? AtSize(in JobView job, Demand size) => _packed.Place(Without(job), size, int.MaxValue);

    /// <summary>A place for a waiting job on nodes that pass a test; <c>null</c> when there is none.</summary>
    public Placement? OnNodes(in JobView job, Func<int, bool> suits)
    {
        TrialResources free = Copy();
        for (int node = 0; node < free.NodeCount; node++)
        {
            if (free.IsUp(node) && !suits(node))
            {
                free.SetUp(node, false);
            }
        }

        return _packed.Place(free, job.Demand, int.MaxValue);
    }

    private static Placement? Fewer(Placement? found, int most) =>
        found is null || found.NodeCount > most ? null : found;

    private TrialResources Without(in JobView job)
    {
        TrialResources free = Copy();
        free.Give(job.Demand, job.Placement!);
        return free;
    }

    private TrialResources Copy()
    {
        _trial ??= view.Free.Trial();
        _trial.CopyFrom(view.Free);
        return _trial;
    }
}
