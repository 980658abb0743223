using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Schedules of batsched under Batsim, machines included.</summary>
internal static class BatschedSchedules
{
    private static readonly PeerProgram Batsched = new("batsched", "1.4.0 with Batsim 4.2.1", "oar-team/batsched");

    public static readonly ImmutableArray<PeerSchedule> All =
    [
        Case("hpc2n_128", "hpc2n_128.json.gz", "fcfs_fast", "fcfs-batsched"),
        Case("hpc2n_128", "hpc2n_128.json.gz", "filler", "filler-batsched"),
        Case("hpc2n_128", "hpc2n_128.json.gz", "easy_bf", "easy-batsched"),
        Case("hpc2n_128", "hpc2n_128.json.gz", "conservative_bf", "conservative-batsched"),
        Case("p-delays", "test_delays.json", "filler", "filler-batsched") with { Platform = "cores:4x1" },
    ];

    // Batsim always kills a job at its walltime.
    private static PeerSchedule Case(string workload, string file, string algorithm, string policy) => new()
    {
        Name = $"batsched/{workload}-{algorithm}",
        Peer = Batsched,
        PeerPolicy = algorithm,
        Trace = "batsim/workloads/" + file,
        Platform = "peers/batsim/platforms/flat128.xml",
        Policy = policy,
        Options = new OptionChoice { KillAtWalltime = true },
        Schedule = $"peers/batsim/jobs/{workload}-{algorithm}_jobs.csv.gz",
        Columns = new PeerColumns(
            Start: "starting_time", Finish: "finish_time", Nodes: "allocated_resources", JobPrefix: "w0!"),
    };
}
