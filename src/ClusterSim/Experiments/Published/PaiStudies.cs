using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>Means of the simulator that comes with Alibaba's PAI trace.</summary>
internal static class PaiStudies
{
    private const string Artefact = "alibaba/clusterdata, commit 7a6c496, cluster-trace-gpu-v2020/simulator";
    private const string Table = "alibaba-gpu-v2020/pai_job_duration_estimate_100K.csv";
    private const int PublishedGpus = 6500, PublishedJobs = 20_000, PublishedMakespan = 535_706;
    private const uint PublishedSeed = 42;

    private static readonly ImmutableArray<string> s_filters = ["read-as=pai-sim", "arrivals-per-minute=1000"];

    // List, GPUs, policy, mean JCT and mean wait (s), makespan (s).
    private static readonly (string List, int Gpus, string Policy, double Jct, double Wait, double Makespan)[] s_means =
    [
        ("pai2k", 650, "sjf", 13197.1485, 4956.42, 227148), ("pai2k", 650, "sjgg", 15438.8625, 7198.134, 215662),
        ("pai2k", 650, "sjg", 21683.8525, 13443.124, 241510), ("pai2k", 650, "sju", 21683.8525, 13443.124, 241510),
        ("pai2k", 650, "fifo", 21683.8525, 13443.124, 241510),
    ];

    // The table of its README: 20,000 of the 100,000 jobs, 1,000 submissions a minute, 6,500 GPUs, seed 42.
    private static readonly (string Policy, double Jct, double Wait)[] s_table =
    [
        ("sjf", 5988.61, 949.91), ("sjgg", 6001.94, 963.23), ("sjg", 6071.01, 1032.31), ("sju", 6278.33, 1239.62),
        ("fifo", 7918.47, 2879.77),
    ];

    public static ImmutableArray<PublishedStudy> All { get; } =
    [
        new PublishedStudy
        {
            Name = "pai-simulator",
            Title = "The PAI simulator's orders",
            Source = "Weng et al., \"MLaaS in the Wild\", NSDI 2022; " + Artefact,
            Protocol =
                """
                The authors' simulator was run with Python 3.11 on the first 2,000 jobs of the list that GAIA cut from
                the trace (durations and demand are PAI's; 6 cores a GPU and one user are assumed, so that the orders by
                group and by user are first come, first served): one node of 650 GPUs with 23.22 cores
                each, 1,000 submissions a minute. `sjf` knows the durations, the others the group means of the
                list. Its FIFO does not block: who does not fit is skipped.
                """,
            Data =
            [
                .. s_means.Select(mean => mean.List).Distinct().Select(list => new PublishedFile(
                    PathOf(list), "umassos/GAIA, pai-100k.csv, in the form of the artefact's lists")),
            ],
            Rows = data => s_means.SelectMany(mean => Mean(mean).Rows(data)),
        },
        new PublishedStudy
        {
            Name = "pai-table",
            Title = "The PAI simulator's own table",
            Source = $"Weng et al., \"MLaaS in the Wild\", NSDI 2022; {Artefact}/README.md",
            Protocol =
                """
                20,000 jobs that Python's shuffle with seed 42 takes from the list of 100,000, one node of 6,500 GPUs
                and 150,930 cores, 1,000 submissions a minute.
                """,
            Data = [new(Table, Artefact + "/traces/pai")],
            Seeds = [PublishedSeed],
            Rows = TableRows,
        },
    ];

    private static string PathOf(string list) => $"peers/inputs/{list}.csv.gz";

    private static PeerMean Mean(
        (string List, int Gpus, string Policy, double Jct, double Wait, double Makespan) theirs)
    {
        StudyRun run = new()
        {
            Trace = PathOf(theirs.List),
            Filters = s_filters,
            Platform = OneNode(theirs.Gpus),
            Policy = theirs.Policy + "-pai",
            Options = new OptionChoice { Estimates = Estimates(theirs.Policy) },
        };
        return new PeerMean($"{theirs.List}, {theirs.Gpus} GPUs, {theirs.Policy}: {run.Policy}", run)
        {
            Jct = theirs.Jct,
            Wait = theirs.Wait,
            Makespan = theirs.Makespan,
            Tick = 1,
        };
    }

    private static string OneNode(int gpus) => string.Create(
        CultureInfo.InvariantCulture, $"gpus:1x{gpus}+{Math.Round(23.22m * gpus)}");

    private static EstimateChoice Estimates(string policy) =>
        new(policy == "sjf" ? EstimateSource.Exact : null, 1);

    private static IEnumerable<PublishedRow> TableRows(StudyData data)
    {
        Platform platform = Platform.Load(OneNode(PublishedGpus));
        HashSet<string> drawn = Drawn(data.PathOf(Table));
        Workload whole = Traces.Trace.Open(data.PathOf(Table)).ToWorkload();
        Workload sample = new(whole.Jobs.Where(job => drawn.Contains(job.Id)));
        foreach ((string policy, double jct, double wait) in s_table)
        {
            string[] filters = policy == "sjf" ? [.. s_filters, "estimates=exact"] : [.. s_filters];
            RunResult result = Simulation.Run(
                WorkloadFilter.Apply(sample, filters, platform), platform, PolicyCatalog.Create(policy + "-pai"));
            double makespan = result.Jobs.Max(job => job.EndTime.Seconds);
            yield return Row("mean JCT (s)", policy, jct, result.Jobs.Average(job => job.Jct!.Value.TotalSeconds), 2);
            yield return Row(
                "mean wait (s)", policy, wait, result.Jobs.Average(job => job.TotalWaitTime.TotalSeconds), 2);
            yield return Row("makespan (s)", policy, PublishedMakespan, makespan, 0) with
            {
                Tolerance = Tolerance.Absolute(1, "its clock is read one tick after the last end"),
            };
        }
    }

    private static HashSet<string> Drawn(string path)
    {
        using TableFile file = TableFile.Open(path);
        using CsvTableReader table = new(file.Content, path);
        table.Select(["job_id"]);
        List<string> ids = [];
        while (table.Read())
        {
            ids.Add(table.Text(0));
        }

        new PythonRandom(PublishedSeed).Shuffle(ids);
        return [.. ids.Take(PublishedJobs)];
    }

    private static PublishedRow Row(string metric, string policy, double published, double obtained, int decimals) =>
        new()
        {
            Metric = metric,
            Where = $"20,000 jobs, {PublishedGpus} GPUs, {policy}: {policy}-pai",
            Published = published,
            Obtained = obtained,
            Tolerance = Tolerance.Decimals(decimals),
        };
}
