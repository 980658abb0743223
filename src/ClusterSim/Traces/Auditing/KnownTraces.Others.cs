namespace ClusterSim.Traces.Auditing;

/// <summary>Clusters without GPUs.</summary>
public static partial class KnownTraces
{
    private static KnownTrace[] Others() => [Google2019()];

    private static KnownTrace Google2019() => new()
    {
        Name = "Google cluster usage 2019",
        Title = "Eight Borg cells, May 2019, as exported by the user",
        Formats = ["google"],
        Reference = "EuroSys 2020, Borg: the Next Generation; github.com/google/cluster-data",
        Issues =
        [
            new("cpus and memory are relative to the largest machine", "they are neither cores nor bytes",
                "scaled by a stated machine size", "clusterdata_trace_format_v3.proto"),
            new("tasks inside an alloc set use the resources of the set", "counting both doubles the load",
                "one of the two is counted", "clusterdata_trace_format_v3.proto"),
            new("collections that run when the window opens begin at time 0, those that outlive it never end",
                "run times are cut at both sides", "marked as standing and as censored",
                "clusterdata_trace_format_v3.proto"),
            new("one instance is scheduled and evicted many times", "start to end holds times without resources",
                "run time is the sum of the scheduled intervals", "clusterdata_trace_format_v3.proto"),
            new("events may be made up (missing_type is not 0)", "times of them are guesses", "counted",
                "clusterdata_trace_format_v3.proto"),
            new("a collection starts after others and ends with its parent", "submissions are not independent",
                "not replayed", "clusterdata_trace_format_v3.proto"),
        ],
    };
}
