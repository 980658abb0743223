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
        Formats = ["pai-t", "pai-j", "pai-i", "pai-s", "alibaba-gpu-v2020"],
        Reference = "NSDI 2022, MLaaS in the Wild",
        Issues =
        [
            new("the tables have no header line", "the first row is lost to a reader that expects one",
                "columns by position, as the header files of the trace list them", AlibabaPage),
            new("plan_gpu and plan_cpu are percent of one device", "demand is 100 times too great",
                "divided by 100", AlibabaPage),
            new("start_time of the job table is the submission; a job starts with its first task",
                "queueing delays are 0", "delay is the first task's start minus the job's", AlibabaPage),
            new("start or end is empty for rows in status Running and Waiting",
                "run times are missing or negative", "counted and left out or marked as a lower bound", AlibabaPage),
            new("Terminated is the only success", "read as a failure it makes most jobs fail",
                "Terminated is completed", AlibabaPage),
            new("times are shifted by a constant; day of week and hour are right in UTC+8",
                "daily cycles are eight hours off when read as UTC", "time zero is stated as not known", AlibabaPage),
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
                "loads differ by 3,600", "the unit is part of the format name", "github.com/umassos/GAIA"),
            new("arrivals of pai-100k were rescaled to one year",
                "bursts and daily cycles are not those of the cluster",
                "said in the report", "github.com/umassos/GAIA"),
            new("pai-100k has no GPU column", "GPU demand must be assumed", "cpus are cores", Counted),
            new("the simulator's own list has one user and no requested time",
                "fair shares and backfilling have nothing to work with", "estimates=exact is needed and noted",
                AlibabaPage),
        ],
    };
}
