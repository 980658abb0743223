using ClusterSim.Platforms.Topology;

namespace ClusterSim.Platforms.Lists;

/// <summary>
/// The hosts of the Alibaba Lingjun dataset 2023 (<c>topo.csv</c>) and the switches above them: core, aggregation,
/// top of rack. Names of racks repeat under different aggregation switches.
/// </summary>
internal static class LingjunTopology
{
    private const int GpusPerHost = 8;

    private enum Column
    {
        Name, Core, Aggregation, Rack,
    }

    public static readonly NodeTableFormat Format = new()
    {
        Origin = "Alibaba Lingjun dataset 2023",
        Columns = ["ip", "DSW", "PSW", "ASW"],
        NameColumn = (int)Column.Name,
        Read = Read,
        Notices =
        [
            "assumed: eight GPUs a host, as published analyses of the dataset say",
            "not in the list: CPU and memory of the hosts, which are not modelled",
            "assumed: the NICs of a host are one of 800 Gb/s, and no layer of switches is over-subscribed",
        ],
        Network = new Network { Fabric = new FabricSpec { Kind = FabricKind.FatTree, NicGbps = 800 } },
    };

    private static IEnumerable<Node> Read(NodeRow row)
    {
        string core = row.Required((int)Column.Core, "a core switch");
        string aggregation = row.Required((int)Column.Aggregation, "an aggregation switch");
        string rack = row.Required((int)Column.Rack, "a top-of-rack switch");
        yield return new Node
        {
            Name = row.Text((int)Column.Name), CpuLimited = false, Gpus = GpusPerHost, Tor = $"{aggregation}/{rack}",
            Pod = $"{core}/{aggregation}",
        };
    }
}
