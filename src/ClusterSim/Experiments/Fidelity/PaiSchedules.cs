using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Schedules of the simulator that comes with Alibaba's PAI trace.</summary>
internal static class PaiSchedules
{
    private const string OneNode = "gpus:1x650+15093";
    private const string TenNodes = "pools:10x8+96";

    private static readonly PeerProgram Pai = new("PAI simulator", "commit 7a6c496", "alibaba/clusterdata");

    public static readonly ImmutableArray<PeerSchedule> All =
    [
        OnOneNode("fifo"),
        OnOneNode("sjf"),
        OnOneNode("sjgg"),
        OnTenNodes("byid"),
        OnTenNodes("smallidle"),
        OnTenNodes("largeidle"),
        OnTenNodes("balance"),
    ];

    // One node of 650 GPUs and 23.22 cores for each of them.
    private static PeerSchedule OnOneNode(string policy) => Case($"pai2k_g650_{policy}", "pai2k", OneNode, policy) with
    {
        Schedule = $"peers/pai-sim/pai2k_g650_{policy}.csv.gz",
    };

    private static PeerSchedule OnTenNodes(string order)
    {
        PeerSchedule bare = Case($"openb1500_10n8_fifo_{order}", "openb1500", TenNodes, "fifo");
        return bare with
        {
            PeerPolicy = "fifo, nodes " + order,
            Set = bare.Set.Add("node_order", order),
            Columns = new PeerColumns(Nodes: "node"),
        };
    }

    private static PeerSchedule Case(string name, string input, string platform, string policy) => new()
    {
        Name = "pai-sim/" + name,
        Peer = Pai,
        PeerPolicy = policy,
        Trace = $"peers/inputs/{input}.csv.gz",
        Platform = platform,
        Policy = policy + "-pai",
        Filters = ["read-as=pai-sim", "arrivals-per-minute=1000"],
        Options = new OptionChoice
        {
            Estimates = new EstimateChoice(policy == "sjf" ? Workloads.EstimateSource.Exact : null, 1),
        },
        Schedule = $"peers/pai-sim/{name}.csv",
    };
}
