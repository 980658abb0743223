namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// What was found not to fit since resources last became free: a job that asks for as much of everything fits no
/// better.
/// </summary>
internal sealed class Misfits
{
    private readonly Dictionary<int, List<(double Utilization, double MemoryMiB)>> _byDemand = [];
    private long _version = -1;

    /// <summary>Forgets everything if resources became free.</summary>
    public void Begin(long releaseVersion)
    {
        if (_version != releaseVersion)
        {
            _byDemand.Clear();
            _version = releaseVersion;
        }
    }

    public bool Cover(Demand demand, double utilization, double memoryMiB)
    {
        if (_byDemand.TryGetValue(demand.Id, out var known))
        {
            foreach ((double lessUtilization, double lessMemory) in known)
            {
                if (utilization >= lessUtilization && memoryMiB >= lessMemory)
                {
                    return true;
                }
            }
        }

        return false;
    }

    public void Add(Demand demand, double utilization, double memoryMiB)
    {
        if (!_byDemand.TryGetValue(demand.Id, out var known))
        {
            _byDemand.Add(demand.Id, known = []);
        }

        known.RemoveAll(more => more.Utilization >= utilization && more.MemoryMiB >= memoryMiB);
        known.Add((utilization, memoryMiB));
    }
}
