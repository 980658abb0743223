namespace ClusterSim.Traces.Auditing;

/// <summary>Other traces of Alibaba.</summary>
public static partial class KnownTraces
{
    private static KnownTrace[] AlibabaOthers() => [BatchV2018(), SpotV2026(), GenAiV2026()];

    private static KnownTrace BatchV2018() => new()
    {
        Name = "Alibaba v2018",
        Title = "Batch tasks co-located with services on 4,034 machines, 8 days",
        Formats = ["alibaba-v2018", "cloudsimpy"],
        Reference = AlibabaPage + ", cluster-trace-v2018",
        Issues =
        [
            new("dependencies stand in the task names (M1, R2_1)", "tasks start before what they need has ended",
                "each task is a job, submitted when it started; it does not wait for others", AlibabaPage),
            new("no submission was recorded, only starts", "delays are 0, and a replay queues what had queued already",
                "the start is the submission", AlibabaPage),
            new("plan_cpu is percent of a core, plan_mem percent of the largest machine",
                "memory cannot be compared with a platform in GiB", "1 % becomes 1 GiB: give nodes 100 GiB",
                AlibabaPage),
            new("plan_mem -1 or 101 stands for unknown", "negative memory", "repaired: 0", AlibabaPage),
            new("start or end is 0 where it lies outside of the eight days", "run times of days or below 0",
                "repaired: stood before, or runs to the end", AlibabaPage),
            new("the reduced list (CloudSimPy) has no dependencies and disk is always 0",
                "makespans of jobs are too short", "tasks are independent jobs", "counted in jobs.csv"),
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
            new("what duration means for an evicted spot job is not explained",
                "work that an eviction cut off may be missing", "taken as the whole run time", AlibabaPage),
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
