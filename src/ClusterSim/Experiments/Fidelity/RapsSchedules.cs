using System.Collections.Immutable;
using ClusterSim.Engine;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Schedules of ExaDigiT's RAPS.</summary>
internal static class RapsSchedules
{
    private static readonly PeerProgram Raps = new("RAPS", "commit 6c142bf", "ExaDigiT/RAPS");

    public static readonly ImmutableArray<PeerSchedule> All = [Case("fcfs", "none", days: 17)];

    private static PeerSchedule Case(string policy, string backfill, int days)
    {
        PeerSchedule bare = new()
        {
            Name = $"raps/hpc2n300_{policy}-{backfill}",
            Peer = Raps,
            PeerPolicy = $"{policy}, backfill {backfill}",
            Trace = "peers/inputs/raps_hpc2n300.swf",
            Platform = "cores:128",
            Policy = policy + "-raps",
            Schedule = $"peers/raps/hpc2n300_{policy}-{backfill}.csv",
        };
        return bare with
        {
            Set = bare.Set.Add("backfill", backfill),
            Options = new OptionChoice
            {
                // It sees an end one second late, and its last second is the one before the horizon.
                Overheads = new Overheads { StartUp = TimeSpan.FromSeconds(1) },
                Horizon = TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1),
            },
        };
    }
}
