namespace ClusterSim.Traces.Auditing;

/// <summary>Other traces of Alibaba.</summary>
public static partial class KnownTraces
{
    private static KnownTrace[] AlibabaOthers() => [BatchV2018(), SpotV2026(), GenAiV2026()];

    private static KnownTrace BatchV2018() => new()
    {
        Name = "Alibaba v2018",
        Title = "Batch tasks co-located with services on 4,034 machines, 8 days",
        Formats = ["alibaba-v2018", "alibaba-batch-v2018", "cloudsimpy"],
        Reference = AlibabaPage + ", cluster-trace-v2018",
        Issues =
        [
            new("dependencies stand in the task names (M1, R2_1)", "tasks start before what they need has ended",
                "each task is a job of its own; dependencies are not replayed", AlibabaPage),
            new("plan_cpu is percent of a core, plan_mem a share of a machine",
                "memory cannot be compared with a platform in GiB", "scaled by a stated machine size", AlibabaPage),
            new("the reduced list (CloudSimPy) has no dependencies and disk is always 0",
                "makespans of jobs are too short", "said in the report", "counted in jobs.csv"),
            new("services hold CPU beside the batch tasks and are in other tables",
                "the batch load alone looks light", "only the batch tasks are replayed", AlibabaPage),
        ],
    };

    private static KnownTrace SpotV2026() => new()
    {
        Name = "Alibaba v2026 spot",
        Title = "High-priority and spot GPU jobs, 4,278 nodes",
        Formats = ["alibaba-spot-v2026"],
        Reference = AlibabaPage + ", cluster-trace-v2026-spot-gpu",
        Issues =
        [
            new("the order of the node columns differs from the documentation", "GPUs and cores are mixed up",
                "columns are found by their header", Counted),
            new("there is no start time and no status", "recorded delays and outcomes are unknown",
                "run time only; all jobs complete", "documented schema"),
            new("gpu_request is per worker", "demand is too small by the number of workers",
                "instances are workers", "documented schema"),
        ],
    };

    private static KnownTrace GenAiV2026() => new()
    {
        Name = "Alibaba v2026 GenAI",
        Title = "Serving of generative models: telemetry of pods and requests, a day and three weeks",
        Formats = ["alibaba-genai"],
        Marks = [],
        Reference = AlibabaPage + ", cluster-trace-v2026-GenAI; SoCC 2025",
        Issues =
        [
            new("it holds telemetry and requests, no jobs", "there is nothing to schedule",
                "not a trace that can be replayed; useful for rules about idle GPUs", Counted),
            new("the order of columns differs between its files", "values are read as time stamps",
                "by header", Counted),
            new("66.8 % of the GPU duty-cycle samples are 0 while memory is held",
                "idle looks like free", "low utilization is a behaviour, not capacity", Counted),
            new("pod_memory_util is a share although documented as percent", "host memory looks empty",
                "stated here", Counted),
        ],
    };
}
