using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Schedules of the simulator of Tiresias's authors.</summary>
internal static class TiresiasSchedules
{
    private static readonly PeerProgram Tiresias =
        new("Tiresias simulator", "commit 959f9b0, Python 2.7", "SymbioticLab/Tiresias");

    public static readonly ImmutableArray<PeerSchedule> All =
    [
        Case("fifo", "fifo"),
        Case("fjf", "fifo-skip"),
        Case("shortest", "srtf"),
        Case("dlas-gpu", "tiresias"),
        WithPromotion(),
    ];

    private static PeerSchedule WithPromotion()
    {
        PeerSchedule bare = Case("dlas-gpu-1", "tiresias");
        return bare with { Set = bare.Set.Add("promote-knob", "1") };
    }

    // Its placement scheme "count" makes one pool of all GPUs.
    private static PeerSchedule Case(string theirs, string ours) => new()
    {
        Name = "tiresias/t60_8g_" + theirs,
        Peer = Tiresias,
        PeerPolicy = theirs + ", scheme count",
        Trace = "peers/inputs/tiresias_60_job.csv",
        Platform = "gpus:8",
        Policy = ours,
        Options = new OptionChoice
        {
            Estimates = new EstimateChoice(ours == "srtf" ? Workloads.EstimateSource.Exact : null, 1),
        },
        Schedule = $"peers/tiresias/t60_8g_{theirs}.csv",
    };
}
