namespace ClusterSim.Traces.Auditing;

/// <summary>Traces of clusters that train models.</summary>
public static partial class KnownTraces
{
    private static KnownTrace[] MachineLearning() => [Philly(), Helios(), Acme(), Lucid(), Supercloud()];

    private static KnownTrace Philly() => new()
    {
        Name = "Microsoft Philly",
        Title = "Training jobs of 15 virtual clusters, 2017; the reduced list has 82,247 of them",
        Formats = ["philly"],
        Reference = "USENIX ATC 2019, Analysis of Large-Scale Multi-Tenant GPU Clusters",
        Issues =
        [
            new("the reduced list has no start times and no status", "recorded delays and failures are unknown",
                "run time only; all jobs complete", Counted),
            new("65 rows occur twice", "the load is a little too great", "kept, and noticed with their lines", Counted),
            new("times are local without a zone; daylight saving ended within", "an hour occurs twice",
                "time zero is stated as local time", Counted),
            new("rows are not sorted by time", "jobs are submitted in the past", "sorted on reading", Counted),
            new("the number of nodes changes: 420, 552 and 174 in all",
                "a fixed platform is too large or too small for part of the time",
                "platforms/philly.yaml says which it takes", "philly_node_sequence.csv"),
            new("status Killed holds jobs that users stopped when they had what they wanted",
                "counted as failures they overstate waste", "the reduced list has no status",
                "USENIX ATC 2019, section 4"),
        ],
    };

    private static KnownTrace Helios() => new()
    {
        Name = "SenseTime Helios",
        Title = "Jobs of four clusters (Venus, Earth, Saturn, Uranus), six months of 2020",
        Formats = ["helios"],
        Reference = "SC 2021, Characterization and Prediction of Deep Learning Workloads",
        Issues =
        [
            new("53 % of the jobs ask for no GPU", "job means are those of CPU jobs",
                "kept; the filter gpus=1.. leaves them out", "SC 2021, table 2"),
            new("gpu_utilization of the series is the share of GPUs that are allocated, not hardware utilization",
                "clusters look busy that are not", "not read as utilization", Counted),
            new("virtual clusters are walls: a job runs on the nodes of its own",
                "one pool of all nodes makes delays vanish", "the virtual cluster is the queue; simulate one at a time",
                "SC 2021, section 2"),
            new("TIMEOUT and NODE_FAIL are states of their own", "they are dropped as unknown", "read as failed",
                "documented schema"),
        ],
    };

    private static KnownTrace Acme() => new()
    {
        Name = "Shanghai AI Laboratory Acme",
        Title = "Jobs of the clusters Seren and Kalos for large language models, 2023",
        Formats = ["acme"],
        Reference = "NSDI 2024, Characterization of Large Language Model Development in the Datacenter",
        Issues =
        [
            new("duration is end minus start in Seren and end minus submit in Kalos",
                "Kalos jobs hold their GPUs while they wait", "end minus start is the run time", "documented rows"),
            new("Seren's times carry +08:00, Kalos' +00:00", "the two cannot be merged by text", "zones are read",
                "documented rows"),
            new("fail_time and stop_time exist in Kalos only and may be empty", "columns shift", "by header; not used",
                "documented rows"),
            new("converted_kalos_trace.csv has invented model columns", "iteration times are not measurements",
                "needs a column map", "github.com/hyunnnchoi/AcmeTrace"),
        ],
    };

    private static KnownTrace Lucid() => new()
    {
        Name = "Lucid",
        Title = "Measured speeds of jobs alone and in pairs; Venus in bins of ten minutes",
        Formats = ["lucid"],
        Reference = "ASPLOS 2023, Lucid",
        Issues =
        [
            new("profile columns of a job list are those of 66 measured models, assigned to jobs",
                "utilization is not a measurement of that job", "gpu_util is one phase over the whole life",
                "ASPLOS 2023; single_data.csv"),
            new("its simulator skips rows without a GPU", "job means differ from the paper's", "kept and noticed",
                "github.com/S-Lab-System-Group/Lucid"),
            new("predicted durations contain negative values", "orders by estimate put them first",
                "predictions are not read", Counted),
            new("the licence forbids commercial use", "results may not go into products", "said here",
                "its licence"),
        ],
    };

    private static KnownTrace Supercloud() => new()
    {
        Name = "MIT Supercloud",
        Title = "Slurm accounting of 9,628 jobs, 2021, a filtered extract",
        Formats = ["mit-supercloud"],
        Reference = "HPEC 2021, The MIT Supercloud Dataset",
        Issues =
        [
            new("ids were written as floating-point numbers and lost digits", "ids occur twice",
                "rows get ids of their own", Counted),
            new("timelimit 4294967295 is none (3,216 rows)", "walltimes of 8,000 years", "no walltime", Counted),
            new("mem_req 9.22337e+18 is the flag of memory per CPU, not a size", "nothing fits",
                "memory is taken from tres_alloc", Counted),
            new("GPUs stand in tres_req only (1001=, 1002=); gres_used is empty", "no job asks for a GPU",
                "read from tres_alloc; where a job had asked for less, that is noticed", Counted),
            new("the selection of the extract is not documented", "loads are not those of the machine",
                "offered load is shown, not trusted", Counted),
        ],
    };
}
