using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Schedules of AccaSim.</summary>
internal static class AccaSimSchedules
{
    private static readonly PeerProgram AccaSim = new("AccaSim", "commit 2a3c0e0", "cgalleguillosm/accasim");

    public static readonly ImmutableArray<PeerSchedule> All =
    [
        Case("hpc2n_3k", "FIFO", "cores:240", "fifo"),
        Case("hpc2n_3k", "SJF", "cores:240", "sjf"),
        Case("hpc2n_3k", "LJF", "cores:240", "ljf"),
        Case("hpc2n_3k", "EBF", "cores:240", "easy-accasim"),
        Case("theta_3k", "FIFO", "cores:4360", "fifo"),
    ];

    private static PeerSchedule Case(string input, string peerPolicy, string platform, string policy) => new()
    {
        Name = $"accasim/{input}-{policy}",
        Peer = AccaSim,
        PeerPolicy = peerPolicy,
        Trace = $"peers/inputs/{input}.swf.gz",
        Platform = platform,
        Policy = policy,
        Schedule = $"peers/accasim/{input}_{peerPolicy}.csv.gz",
    };
}
