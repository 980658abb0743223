using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Statistics;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>What is published of the traces at hand, beside what our readers find in them.</summary>
internal static class TraceStatisticsStudy
{
    private const string Philly = "microsoft-philly/philly.csv.gz", Pai = "alibaba-gpu-v2020/gaia/pai-100k.csv.gz",
        Openb = "alibaba-gpu-v2023/openb_pod_list_default.csv.gz",
        OpenbNodes = "alibaba-gpu-v2023/openb_node_list_all_node.csv",
        Disaggregated = "alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz", PaiList = "peers/inputs/pai20k.csv.gz";

    private const string PhillyReduced =
        "the whole log is not at hand: philly.csv is the reduction of Pollux's authors, 82,247 of the jobs of the "
        + "whole log that AcmeTrace's table counts; the longest and the largest jobs are mostly not in it, and it says "
        + "nothing of waiting times and final states";

    private const string PaiReduced =
        "the whole trace is not at hand: GAIA's list holds 100,000 of its jobs, cut to those of more than 5 minutes";

    private const string LargeLeftOut =
        "the preset leaves out the jobs of more than 20 GPUs, 6.7 % of the list: it is made for 24 nodes";

    private const string EndSooner =
        "13 % of the generated jobs fail or are cancelled, many before the 350 s that the shortest of the list run";

    private const string Lengthened =
        "injected behaviours need jobs that are long enough for them, and some make them longer";

    private const string NotCleaned = "the header counts the records of the log before it was cleaned";

    private static readonly (string File, long Records, string Note)[] s_logs =
    [
        ("KTH-SP2-1996-2.1-cln", 28_476, ""), ("LCG", 188_041, ""), ("RICC-2010-2", 447_794, ""),
        ("lublin_256", 10_000, ""), ("LLNL-Atlas-2006-2.1-cln", 60_332, NotCleaned),
        ("NASA-iPSC-1993-3.1-cln", 42_264, NotCleaned),
    ];

    // Seeds of the generated workloads.
    private static readonly ImmutableArray<long> s_seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "trace-statistics",
        Title = "Statistics of the traces, and of the generator's shapes",
        Source = "InternLM/AcmeTrace, data/cluster_summary.csv (Hu et al., NSDI 2024) for Philly and PAI; headers of "
            + "the Parallel Workloads Archive; alibaba/clusterdata, README of cluster-trace-gpu-v2023 and -v2025",
        Protocol =
            """
            The first rows hold what is published of a trace against what our readers find in the file at hand. Of
            Philly and PAI only reductions can be had: those rows show how far a reduction lies from the whole, and
            why. Helios, Seren and Kalos have no job log here at all.

            The last rows hold the generator's presets against the file that they are shaped after, over ten seeds,
            first without the behaviours that they inject, which make jobs longer, then as they come.
            """,
        Data =
        [
            new(Philly, "petuum/adaptdl, branch osdi21-artifact, simulator/traces/philly.csv"),
            new(Pai, "umassos/GAIA, pai-100k.csv"),
            new(PaiList, "its first 20,000 rows as a list of the PAI simulator"),
            new(Openb, "alibaba/clusterdata, cluster-trace-gpu-v2023"),
            new(OpenbNodes, "alibaba/clusterdata, cluster-trace-gpu-v2023"),
            new(Disaggregated, "alibaba/clusterdata, cluster-trace-gpu-v2025"),
            .. s_logs.Select(log => new PublishedFile(Log(log.File), "Parallel Workloads Archive")),
        ],
        Seeds = s_seeds,
        Rows = data => Reductions(data).Concat(Counts(data)).Concat(Shapes(data)),
    };

    private static string Log(string name) => $"pwa-swf/{name}.swf.gz";

    private static IEnumerable<PublishedRow> Reductions(StudyData data)
    {
        Workload philly = Read(data, Philly);
        yield return Same("GPU jobs", "Philly", 112_956, philly.Jobs.Length) with { Note = PhillyReduced };
        yield return Near("mean run time (s)", "Philly", 18_006.055, MeanSeconds(philly)) with { Note = PhillyReduced };
        yield return Near("median run time (s)", "Philly", 874, Median(philly)) with { Note = PhillyReduced };
        yield return Near("mean GPUs", "Philly", 1.928, MeanGpus(philly)) with { Note = PhillyReduced };
        yield return Same("most GPUs", "Philly", 128, philly.Jobs.Max(job => job.Request.TotalGpus));
        Workload pai = Read(data, Pai);
        yield return Same("GPU jobs", "PAI", 1_037_085, pai.Jobs.Length) with { Note = PaiReduced };
        yield return Near("mean run time (s)", "PAI", 4787.109, MeanSeconds(pai)) with { Note = PaiReduced };
        yield return Near("median run time (s)", "PAI", 480.667, Median(pai)) with { Note = PaiReduced };
    }

    private static IEnumerable<PublishedRow> Counts(StudyData data)
    {
        foreach ((string name, long records, string note) in s_logs)
        {
            long rows = Trace.Open(data.PathOf(Log(name))).Report.RowsRead;
            yield return Same("records", name, records, rows) with { Note = note };
        }

        Platform openb = Platform.Load(data.PathOf(OpenbNodes));
        yield return Same("nodes", "openb", 1523, openb.Nodes.Length);
        yield return Same("GPUs", "openb", 6212, openb.Nodes.Sum(node => node.Gpus));
        yield return Same("pods", "openb, default list", 8152, Read(data, Openb).Jobs.Length);
        Workload instances = Read(data, Disaggregated);
        yield return Same("instances", "v2025", 23_871, instances.Jobs.Length);
        yield return Same(
            "applications", "v2025", 156, instances.Jobs.Select(job => job.Request.Application).Distinct().Count());
    }

    private static IEnumerable<PublishedRow> Shapes(StudyData data)
    {
        Workload philly = Read(data, Philly), pai = Read(data, PaiList);
        foreach ((string preset, Workload real) in new[] { ("philly-shaped", philly), ("pai-shaped", pai) })
        {
            bool list = preset == "pai-shaped";
            string note = list ? LargeLeftOut : "";
            Workload[] plain = [.. s_seeds.Select(seed => Generated(preset, seed, injected: false))];
            yield return Shape("mean of ln(run time in s)", preset, real, plain, MeanLog);
            yield return Shape("standard deviation of ln(run time in s)", preset, real, plain, DeviationLog) with
            {
                Note = list ? EndSooner : "",
            };
            yield return Shape("share of jobs of one GPU (%)", preset, real, plain, OneGpuPercent) with { Note = note };
            yield return Shape("mean GPUs", preset, real, plain, MeanGpus) with { Note = note };
            Workload[] injected = [.. s_seeds.Select(seed => Generated(preset, seed, injected: true))];
            yield return Shape("mean of ln(run time in s)", preset + " as it comes", real, injected, MeanLog) with
            {
                Note = Lengthened,
            };
        }
    }

    private static Workload Read(StudyData data, string file)
    {
        data.Cancel.ThrowIfCancellationRequested();
        return Trace.Open(data.PathOf(file)).ToWorkload();
    }

    private static Workload Generated(string preset, long seed, bool injected)
    {
        GeneratorOptions options = GeneratorPresets.Find(preset).Options with { Seed = seed };
        return WorkloadGenerator.Generate(injected ? options : options with { Injection = null }).Workload;
    }

    private static double MeanSeconds(Workload workload) =>
        workload.Jobs.Average(job => job.Profile.RunTime.TotalSeconds);

    private static double Median(Workload workload) =>
        Quantiles.Median([.. workload.Jobs.Select(job => job.Profile.RunTime.TotalSeconds)]);

    private static double MeanLog(Workload workload) => Moments.Mean(Logs(workload));

    private static double DeviationLog(Workload workload) => Moments.StandardDeviation(Logs(workload));

    private static double[] Logs(Workload workload) =>
    [
        .. workload.Jobs.Select(job => job.Profile.RunTime.TotalSeconds).Where(seconds => seconds > 0)
            .Select(seconds => Math.Log(seconds)),
    ];

    private static double MeanGpus(Workload workload) => workload.Jobs.Average(job => (double)job.Request.TotalGpus);

    private static double OneGpuPercent(Workload workload) =>
        100.0 * workload.Jobs.Count(job => job.Request.TotalGpus == 1) / workload.Jobs.Length;

    private static PublishedRow Same(string metric, string where, double published, double obtained) => new()
    {
        Metric = metric,
        Where = where,
        Published = published,
        Obtained = obtained,
        Tolerance = Tolerance.Exact("a count"),
    };

    private static PublishedRow Near(string metric, string where, double published, double obtained) =>
        Same(metric, where, published, obtained) with
        {
            Tolerance = Tolerance.Relative(0.02, "another list of the same trace would differ by little"),
        };

    private static PublishedRow Shape(
        string metric, string preset, Workload real, Workload[] generated, Func<Workload, double> of)
    {
        double[] values = [.. generated.Select(of)];
        return Same(metric, preset + ", mean of ten seeds", Math.Round(of(real), 3), Moments.Mean(values)) with
        {
            Interval = new ConfidenceInterval(Moments.Mean(values), values.Min(), values.Max()),
            Tolerance = Tolerance.Relative(
                0.05, "1,000 drawn jobs stand for the file; the interval is that of the seeds"),
        };
    }
}
