using ClusterSim.Engine.Flows;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>The nodes that step times were measured on, with what an exchange costs on them.</summary>
internal sealed class LocalityCluster
{
    private readonly NetworkTopology _topology;
    private readonly GangShape _gang;
    private readonly GangPaths _paths;

    public LocalityCluster(int gpus, NodeInside inside, double nicGbps)
    {
        _topology = NetworkTopology.Of(new Platform
        {
            Name = "measured",
            Nodes =
            [
                .. Enumerable.Range(0, 8).Select(i => new Node { Name = $"node-{i}", Gpus = gpus, Inside = inside }),
            ],
            Network = new Network { Fabric = new FabricSpec { NicGbps = nicGbps } },
        })!;
        _gang = new GangShape(_topology);
        _paths = new GangPaths(_topology);
    }

    /// <summary>Cost of an exchange with so many GPUs on each node, one digit a node.</summary>
    public LoneRing Exchange(string placement)
    {
        _gang.Fill(placement.Select((digit, node) => (node, digit - '0')), haveGpus: true);
        return LoneRing.Of(_topology, _gang, _paths, Collective.Tree);
    }
}
