namespace ClusterSim.Traces.Auditing;

/// <summary>Other clusters.</summary>
public static partial class KnownTraces
{
    private static KnownTrace[] Others() => [Google2019(), SlurmAccounting()];

    private static KnownTrace SlurmAccounting() => new()
    {
        Name = "Slurm accounting",
        Title = "What holds for every cluster's own dump by sacct",
        Formats = ["sacct"],
        Reference = "slurm.schedmd.com, sacct",
        Issues =
        [
            new("times are local without a zone", "an hour occurs twice when clocks change",
                "run sacct with TZ=UTC; said in the documentation", "sacct manual"),
            new("Elapsed leaves out suspension, End minus Start does not", "run times differ",
                "Elapsed is the run time; noticed", "sacct manual"),
            new("on exclusive nodes AllocTRES is more than was asked for", "the load looks greater than the need",
                "what was held counts: others could not have it", "sacct manual"),
            new("requeued jobs have one row per run (-D) or only the last", "earlier runs are lost or ids occur twice",
                "further runs are kept under ids of their own and noticed", "sacct manual"),
        ],
    };

    private static KnownTrace Google2019() => new()
    {
        Name = "Google cluster usage 2019",
        Title = "Eight Borg cells, May 2019, as exported by the user",
        Formats = ["google"],
        Reference = "EuroSys 2020, Borg: the Next Generation; github.com/google/cluster-data",
        Issues =
        [
            new("cpus and memory are relative to the largest machine", "they are neither cores nor bytes",
                "the largest machine is taken as 100 cores and 1 TiB", "clusterdata_trace_format_v3.proto"),
            new("tasks inside an alloc set use the resources of the set", "counting both doubles the load",
                "alloc sets are left out", "clusterdata_trace_format_v3.proto"),
            new("collections that run when the window opens begin at time 0, those that outlive it never end",
                "run times are cut at both sides", "marked as standing and as censored",
                "clusterdata_trace_format_v3.proto"),
            new("one instance is scheduled and evicted many times", "start to end holds times without resources",
                "run time is the greatest sum of scheduled intervals of an instance",
                "clusterdata_trace_format_v3.proto"),
            new("events may be made up (missing_type is not 0)", "times of them are guesses", "noticed",
                "clusterdata_trace_format_v3.proto"),
            new("a collection starts after others and ends with its parent", "submissions are not independent",
                "noticed, not replayed", "clusterdata_trace_format_v3.proto"),
        ],
    };
}
