namespace ClusterSim.Scheduling;

/// <content>Which state a node is in, and what kinds of jobs run on it.</content>
public partial class FreeResources
{
    private protected readonly long[] Stamp;

    /// <summary>The numbers of states; copies of the free resources of one run draw from the same.</summary>
    internal StateStamps Stamps { get; }

    /// <summary>
    /// A number for the state of a node: at equal stamps the same is free on it, now or earlier, here or in another
    /// copy of the run's resources. So what was computed for a stamp needs no second look.
    /// </summary>
    internal long StampOf(int node) => Stamp[node];

    /// <summary>
    /// Instances on a node by the kind of their GPU request (<see cref="Demand.GpuKind"/>).
    /// </summary>
    internal ReadOnlySpan<int> InstancesByKind(int node)
    {
        int kinds = KindInstances.Length / Math.Max(NodeCount, 1);
        return KindInstances.AsSpan(node * kinds, kinds);
    }
}
