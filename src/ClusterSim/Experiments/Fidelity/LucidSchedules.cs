using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Schedules of Lucid's simulator.</summary>
internal static class LucidSchedules
{
    private static readonly PeerProgram Lucid = new("Lucid simulator", "commit 63685a3", "S-Lab-System-Group/Lucid");

    public static readonly ImmutableArray<PeerSchedule> All = [Case("fifo"), Case("sjf")];

    private static PeerSchedule Case(string policy) => new()
    {
        Name = "lucid/philly3k_" + policy,
        Peer = Lucid,
        PeerPolicy = policy + ", consolidate",
        Trace = "peers/inputs/lucid_philly3k.csv.gz",
        Platform = "gpus:26x8",
        Policy = policy + "-lucid",
        Options = new OptionChoice { Estimates = new EstimateChoice(Workloads.EstimateSource.Exact, 1) },
        Schedule = $"peers/lucid/philly3k_{policy}.csv.gz",
    };
}
