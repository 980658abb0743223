using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>The schedule of EASY backfilling as textbooks describe it, computed by a 25-line program.</summary>
internal static class TextbookSchedules
{
    public static readonly ImmutableArray<PeerSchedule> All =
    [
        new PeerSchedule
        {
            Name = "textbook/hpc2n_3k-easy",
            Peer = new PeerProgram("Textbook EASY", "25-line reference program"),
            PeerPolicy = "EASY",
            Trace = "peers/inputs/hpc2n_3k.swf.gz",
            Platform = "cores:240",
            Policy = "easy",
            Schedule = "peers/textbook-easy/hpc2n_3k_easy.csv.gz",
        },
    ];
}
