namespace ClusterSim.Traces.Auditing;

/// <summary>GPU traces of Alibaba.</summary>
public static partial class KnownTraces
{
    private const string AlibabaPage = "github.com/alibaba/clusterdata";

    private static KnownTrace[] AlibabaGpu() => [GpuV2025(), GpuV2023(), GpuV2020(), PaiLists()];

    private static KnownTrace GpuV2025() => new()
    {
        Name = "Alibaba GPU v2025",
        Title = "Inference instances of recommendation models on disaggregated GPU nodes, 31 days",
        Formats = ["alibaba-gpu-v2025"],
        Reference = "NSDI 2025, GPU-Disaggregated Serving for Deep Learning Recommendation Models at Scale",
        Issues =
        [
            new("7,280 of 23,871 rows have no creation time: they stood before the trace began",
                "left out, the cluster starts empty and a third of the load is missing",
                "submitted at 0, marked as standing, counted as repaired", Counted),
            new("8,878 rows have no deletion time",
                "their run time is only a lower bound, so that mean run times are too short",
                "run to the last time stamp, marked as censored, counted as repaired", Counted),
            new("there is no node list",
                "number, size and placement of nodes must be assumed",
                "platforms/v2025-disaggregated.yaml states its assumptions", AlibabaPage),
            new("16 GPU instances are deleted when they are scheduled",
                "slowdowns divide by a run time of 0", "kept; bounded slowdown has its own least run time", Counted),
            new("scheduling delays are heavy-tailed: median 0, longest 238,116 s",
                "the mean delay is the delay of a few rows", "inspect shows quantiles beside the mean", Counted),
            new("rows are not sorted by time", "a reader that trusts the order submits jobs in the past",
                "sorted on reading", Counted),
            new("max_instance_per_node limits how many instances of an application share a node",
                "a placement that ignores it packs tighter than the cluster may", "read and enforced", AlibabaPage),
        ],
    };

    private static KnownTrace GpuV2023() => new()
    {
        Name = "Alibaba GPU v2023 (openb)",
        Title = "Pods with shares of GPUs on 1,523 nodes, 23 variants of the list",
        Formats = ["openb"],
        Reference = "USENIX ATC 2023, Beware of Fragmentation",
        Issues =
        [
            new("the list is a sample of 150 days: replayed at its own times at most 65.6 of 6,212 GPUs are in use",
                "every policy looks alike, because nothing ever waits",
                "kept as it is; WithoutDepartures fills the cluster in creation order as the paper does", Counted),
            new("the first pod is created at 0 and lives 145 days; the bulk begins after 9.4 million s",
                "makespan, utilization and any warm-up share are ruled by one pod",
                "a window filter (window=9400000s..) drops the empty time", Counted),
            new("897 pods are Pending and were never scheduled, but have a deletion time",
                "their run time is a waiting time", "run time is deletion minus creation, outcome cancelled, repaired",
                Counted),
            new("pods in phase Running have a deletion time, too",
                "it is the end of the sample, not of the pod", "run time marked as a lower bound", AlibabaPage),
            new("the multigpu variants have five columns only: no times, no GPU models",
                "there is nothing to replay in time", "pods come one second apart and stay to the end, repaired",
                AlibabaPage),
            new("gpu_spec is empty in all variants but gpuspec*",
                "results of other variants say nothing about model constraints", "read where it is given", Counted),
            new("a request of several GPUs is for whole GPUs of one node",
                "spreading a gang over nodes makes jobs fit that did not", "one instance with that many GPUs",
                AlibabaPage),
        ],
    };

    private static KnownTrace GpuV2020() => new()
    {
        Name = "Alibaba GPU v2020 (PAI)",
        Title = "Machine-learning jobs, tasks and instances of the PAI platform, two months",
        Formats = ["pai-tables"],
        Reference = "NSDI 2022, MLaaS in the Wild",
        Issues =
        [
            new("the tables have no header line", "the first row is lost to a reader that expects one",
                "columns by position, or by the .header file beside a table", AlibabaPage),
            new("plan_gpu and plan_cpu are percent of one device", "demand is 100 times too great",
                "divided by 100", AlibabaPage),
            new("start_time of the job table is the submission; a job starts with its first task",
                "queueing delays are 0", "each task is a job with its own start; the origin's measure is shown",
                AlibabaPage),
            new("start or end is empty for rows in status Running and Waiting",
                "run times are missing or negative", "left out, or repaired as a lower bound", AlibabaPage),
            new("Terminated is the only success", "read as a failure it makes most jobs fail",
                "Terminated is completed", AlibabaPage),
            new("times are shifted by a constant; day of week and hour are right in UTC+8",
                "daily cycles are eight hours off when read as UTC", "seconds stay as they are", AlibabaPage),
            new("gpu_type is the model that a task got, not one that it asked for",
                "taken as a constraint it forbids every other placement",
                "models only from gpu_type_spec of the group tags", AlibabaPage),
            new("several instances share a GPU (gpu share below 100)", "whole GPUs for each overload the cluster",
                "shares in 1/1000 GPU", "NSDI 2022, section 3"),
        ],
    };

    private static KnownTrace PaiLists() => new()
    {
        Name = "Alibaba GPU v2020, reduced lists",
        Title = "Lists of jobs made for simulators: the origin's own and GAIA's",
        Formats = ["pai-list", "gaia"],
        Reference = AlibabaPage + ", simulator; github.com/umassos/GAIA",
        Issues =
        [
            new("pai-100k of GAIA has arrival and length in hours, pai_1k in seconds, under the same column names",
                "loads differ by 3,600", "told by fractions among the times; the format has two names",
                "github.com/umassos/GAIA"),
            new("arrivals of pai-100k were rescaled to one year",
                "bursts and daily cycles are not those of the cluster",
                "kept as they are", "github.com/umassos/GAIA"),
            new("pai-100k has no GPU column", "GPU demand must be assumed", "cpus are cores", Counted),
            new("1,870 rows of pai-100k occur more than once", "the load may be too great", "kept and noticed",
                Counted),
            new("the simulator's lists have estimates from earlier jobs of a group in place of requested times",
                "half of the jobs run longer: killing at the limit ends them",
                "taken as walltimes; kill_at_walltime is off by default", AlibabaPage),
        ],
    };
}
