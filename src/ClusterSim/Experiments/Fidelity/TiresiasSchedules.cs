using System.Collections.Immutable;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Schedules of the simulator of Tiresias's authors.</summary>
internal static class TiresiasSchedules
{
    private const string Artefact = "artefact";

    private static readonly PeerProgram Tiresias =
        new("Tiresias simulator", "commit 959f9b0, Python 2.7", "SymbioticLab/Tiresias");

    public static readonly ImmutableArray<PeerSchedule> All =
    [
        Count("fifo", "fifo"),
        Count("fjf", "fifo-skip"),
        Count("shortest", "srtf"),
        Count("dlas-gpu", "tiresias"),
        With(Count("dlas-gpu-1", "tiresias"), "promote-knob", "1"),
        As("sjf", Count("sjf", "sjf-tiresias")),
        As("shortest", Count("shortest", "shortest-tiresias")),
        As("shortest-gpu", Count("shortest-gpu", "shortest-gpu-tiresias")),
        As("dlas", Count("dlas", "dlas-tiresias")),
        As("dlas-gpu", With(Count("dlas-gpu", "tiresias"), "variant", Artefact)),
        As("dlas-gpu-1", With(With(Count("dlas-gpu-1", "tiresias"), "promote-knob", "1"), "variant", Artefact)),
        Gittins(),
        Yarn("fifo"),
        Yarn("fjf"),
    ];

    private static PeerSchedule Gittins()
    {
        PeerSchedule bare = As(
            "dlas-gpu-gittins", With(Count("dlas-gpu-gittins", "tiresias-gittins"), "variant", Artefact));
        return bare with { SetFiles = bare.SetFiles.Add("sizes", "peers/inputs/tiresias_yarn-gput1000.csv") };
    }

    private static PeerSchedule With(PeerSchedule schedule, string option, string value) =>
        schedule with { Set = schedule.Set.Add(option, value) };

    // The policies that are there for the peer's sake have a name of their own in the registry.
    private static PeerSchedule As(string theirs, PeerSchedule schedule) =>
        schedule with { Name = $"tiresias/t60_8g_{theirs}-{Artefact}" };

    private static PeerSchedule Yarn(string theirs)
    {
        PeerSchedule bare = Count(theirs, theirs + "-tiresias");
        return bare with
        {
            Name = "tiresias/t60_8g_yarn_" + theirs,
            PeerPolicy = theirs + ", scheme yarn",
            Platform = "gpus:2x4",
            Schedule = $"peers/tiresias/t60_8g_yarn_{theirs}.csv",
        };
    }

    // Its placement scheme "count" makes one pool of all GPUs.
    private static PeerSchedule Count(string theirs, string ours) => new()
    {
        Name = "tiresias/t60_8g_" + theirs,
        Peer = Tiresias,
        PeerPolicy = theirs + ", scheme count",
        Trace = "peers/inputs/tiresias_60_job.csv",
        Platform = "gpus:8",
        Policy = ours,
        Options = new OptionChoice
        {
            Estimates = new EstimateChoice(
                ours.StartsWith('s') ? EstimateSource.Exact : null, 1),
        },
        Schedule = $"peers/tiresias/t60_8g_{theirs}.csv",
        Columns = new PeerColumns(Preemptions: "preempt"),
    };
}
