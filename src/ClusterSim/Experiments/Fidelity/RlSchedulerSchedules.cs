using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Schedules of RLScheduler's heuristics, with and without its backfill.</summary>
internal static class RlSchedulerSchedules
{
    private static readonly PeerProgram RlScheduler =
        new("RLScheduler", "commit cd433e3", "DIR-LAB/deep-batch-scheduler");

    public static readonly ImmutableArray<PeerSchedule> All =
    [
        Case("fcfs", backfill: false), Case("fcfs", backfill: true), Case("sjf", backfill: false),
        Case("sjf", backfill: true), Case("smallest", backfill: false), Case("smallest", backfill: true),
        Case("f1", backfill: false), Case("f1", backfill: true),
        Case("fcfs", backfill: true) with
        {
            Name = "rlscheduler/hpc2n_3k-easy",
            Policy = "easy-rlscheduler",
            Set = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        },
    ];

    private static PeerSchedule Case(string score, bool backfill)
    {
        string suffix = backfill ? "_bf1" : "_bf0";
        return new PeerSchedule
        {
            Name = $"rlscheduler/hpc2n_3k-{score}{suffix}",
            Peer = RlScheduler,
            PeerPolicy = score + (backfill ? " with backfill" : ""),
            Trace = "peers/inputs/hpc2n_3k.swf.gz",
            Platform = "cores:240",
            Policy = score + "-rlscheduler",
            Set = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                .Add("backfill", backfill ? "easy" : "none"),
            Schedule = $"peers/rlscheduler/hpc2n_3k_{score}{suffix}.csv.gz",
        };
    }
}
