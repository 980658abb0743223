using System.Collections.Immutable;

namespace ClusterSim.Experiments.Published;

/// <summary>The heuristic columns of RLScheduler's tables of mean bounded slowdowns, one study a trace.</summary>
internal static class RlSchedulerStudies
{
    private const string Archive = "the Parallel Workloads Archive, www.cs.huji.ac.il/labs/parallel/workload/";
    private const string Artefact = "github.com/DIR-LAB/deep-batch-scheduler, ";

    /// <summary>One for each trace of the table.</summary>
    public static ImmutableArray<PublishedStudy> All { get; } =
    [
        new RlSchedulerTable(
            "Lublin-1", 256,
            new PublishedFile("pwa-swf/lublin_256.swf.gz", Artefact + "data/lublin_256.swf, compressed by gzip"),
            [7273.77, 19753.53, 22274.74, 277.35, 258.37], [235.82, 133.87, 307.23, 73.31, 75.07])
        {
            Learned = (254.67, 58.64),
        }.Study(),
        new RlSchedulerTable(
            "SDSC-SP2", 128,
            new PublishedFile("pwa-swf/SDSC-SP2-1998-4.2-cln.swf.gz", Archive + "l_sdsc_sp2/"),
            [1727.54, 3000.88, 1848.45, 2680.55, 1232.06], [1595.12, 1083.12, 548.01, 2167.84, 1098.22]).Study(),
        new RlSchedulerTable(
            "HPC2N", 240,
            new PublishedFile("pwa-swf/HPC2N-2002-2.2-cln.swf.gz", Archive + "l_hpc2n/"),
            [297.18, 426.99, 609.77, 157.71, 118.01], [127.38, 97.39, 175.12, 122.04, 71.95]).Study(),
        new RlSchedulerTable(
            "Lublin-2", 256,
            new PublishedFile(
                "rlscheduler/lublin_256_new2.swf.gz", Artefact + "data/lublin_256_new2, compressed by gzip"),
            [7842.47, 9523.18, 11265.31, 787.89, 698.34], [247.61, 318.35, 379.59, 91.99, 148.25]).Study(),
    ];
}
