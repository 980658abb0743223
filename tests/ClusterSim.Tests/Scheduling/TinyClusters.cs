using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>Random clusters of one to five nodes with everything that can constrain a job, partly occupied.</summary>
internal sealed class TinyClusters(long seed)
{
    private readonly RandomStream _random = new(seed, "tiny-clusters");

    public (TrialResources Free, Demand Demand) Next()
    {
        Platform platform = new()
        {
            Name = "tiny",
            Nodes = [.. Enumerable.Range(0, 1 + _random.NextInt(5)).Select(NewNode)],
        };
        DemandTable table = new(platform);
        Demand wanted = table.Of(NewRequest());
        Demand[] others = [.. Enumerable.Range(0, _random.NextInt(6)).Select(_ => table.Of(NewRequest()))];
        NodeCatalog catalog = new(platform, table.NodeClass);
        TrialResources free = new(catalog, table.LimitedApplications, table.GpuKinds);
        foreach (Demand other in others)
        {
            Occupy(free, other);
        }

        return (free, wanted);
    }

    /// <summary>All ways to put one instance somewhere: the nodes on which one fits.</summary>
    public static IEnumerable<int> Hosts(FreeResources free, Demand demand) =>
        Enumerable.Range(0, free.NodeCount).Where(node => free.CountFit(node, demand, 1) == 1);

    public static Placement OneInstance(FreeResources free, Demand demand, int node)
    {
        List<PlacementSlice> slices = [];
        free.AddSlices(node, demand, 1, slices);
        return new Placement([.. slices]);
    }

    private void Occupy(TrialResources free, Demand demand)
    {
        Demand one = demand.WithInstances(1);
        int[] hosts = [.. Hosts(free, one)];
        if (hosts.Length > 0)
        {
            free.Take(one, OneInstance(free, one, hosts[_random.NextInt(hosts.Length)]));
        }
    }

    private Node NewNode(int index) => new()
    {
        Name = $"node-{index}",
        Role = _random.NextInt(3) == 0 ? "HN" : "",
        Tor = $"tor-{_random.NextInt(2)}",
        Gpus = _random.NextInt(4) == 0 ? 0 : 1 + _random.NextInt(4),
        GpuModel = _random.NextInt(2) == 0 ? "A" : "B",
        CpuMilli = 1000 * (1 + _random.NextInt(8)),
        CpuLimited = _random.NextInt(4) > 0,
        MemoryMiB = _random.NextInt(2) == 0 ? null : 1 + _random.NextInt(16),
        RdmaNics = _random.NextInt(2) == 0 ? null : _random.NextInt(3),
    };

    private JobRequest NewRequest()
    {
        int gpus = _random.NextInt(4);
        return new JobRequest
        {
            Instances = 1 + _random.NextInt(5),
            PerInstance = new ResourceVector(
                CpuMilli: 1000 * _random.NextInt(3),
                Gpus: gpus,
                GpuMilli: gpus == 1 && _random.NextInt(2) == 0 ? 100 * (1 + _random.NextInt(9)) : 1000,
                MemoryMiB: _random.NextInt(4),
                RdmaPercent: _random.NextInt(4) == 0 ? 25 * (1 + _random.NextInt(4)) : 0),
            GpuModels = _random.NextInt(4) == 0 ? ["A"] : [],
            Role = _random.NextInt(6) == 0 ? "HN" : "",
            MaxInstancesPerNode = _random.NextInt(5) == 0 ? 1 + _random.NextInt(2) : null,
            Application = "app",
        };
    }
}
