using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Statistics;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>What a spot quota brings over priority preemption alone, beside what GFS claims.</summary>
internal static class GfsStudy
{
    private const string Nodes = "alibaba-v2026-spot-gpu/node_info_df.csv", Model = "A100-SXM4-80GB";

    private static readonly Tolerance s_otherJobs = Tolerance.NotJudged(
        "other jobs and another baseline: the job list of the trace and GFS's code are not public");

    private static readonly (string Name, string Policy, Dictionary<string, string> Set)[] s_policies =
    [
        ("priority-preemptive, victims=youngest, stop=kill", "priority-preemptive",
            new() { ["stop"] = "kill", ["placement"] = "best-fit" }),
        ("priority-preemptive, victims=least-wasted, stop=kill", "priority-preemptive",
            new() { ["stop"] = "kill", ["victims"] = "least-wasted", ["placement"] = "best-fit" }),
        ("gfs, guarantee-rate=none", "gfs", new() { ["guarantee-rate"] = "none" }),
        ("gfs", "gfs", []),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "gfs",
        Title = "Evictions and waits of spot jobs under GFS",
        Source = "Duan et al., \"GFS: A Preemption-aware Scheduling Framework for GPU Clusters with Predictive Spot "
            + "Instance Management\", ASPLOS 2026 (arXiv 2509.11134), abstract",
        Protocol =
            "The 432 A100 nodes of the trace's node list. Of its jobs only four rows are public, so the jobs are "
            + "**synthetic**: 20 organizations with busy hours of their own, high-priority jobs for 60 % and spot jobs "
            + "for 35 % of the GPU time of three weeks, gangs of 1 to 64 GPUs, log-normal run times with the published "
            + "90th and 99th percentile (6.4 h, 19.8 days), cut at three days. Counted are jobs submitted in the last "
            + "two weeks. An evicted job loses what it did since its last hourly checkpoint. The baseline is "
            + "priority preemption without a quota; the published numbers are against production schedulers.",
        Data = [new(Nodes, "github.com/alibaba/clusterdata, cluster-trace-v2026-spot-gpu/node_info_df.csv")],
        Seeds = [1, 2, 3, 4, 5],
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        Platform all = Platform.Load(data.PathOf(Nodes));
        Platform platform = all with { Nodes = [.. all.Nodes.Where(node => node.GpuModel == Model)] };
        SpotOutcome[][] outcomes =
            [.. s_policies.Select(_ => new SpotOutcome[Study.Seeds.Length])];
        for (int seed = 0; seed < Study.Seeds.Length; seed++)
        {
            Workload workload = new SpotJobs(platform, Study.Seeds[seed]).Draw();
            for (int policy = 0; policy < s_policies.Length; policy++)
            {
                data.Cancel.ThrowIfCancellationRequested();
                outcomes[policy][seed] = Outcome(workload, platform, policy);
            }
        }

        for (int policy = 1; policy < s_policies.Length; policy++)
        {
            bool last = policy == s_policies.Length - 1;
            yield return Change(
                "evictions for each start of a spot job (%)", policy, last ? -33.0 : null, run => run.EvictionRate);
            yield return Change("mean wait of spot jobs (%)", policy, last ? -44.1 : null, run => run.SpotWait);
            yield return Change("work lost by spot jobs (%)", policy, null, run => run.LostGpuHours);
        }

        for (int policy = 0; policy < s_policies.Length; policy++)
        {
            yield return Level("evictions for each start of a spot job", policy, run => run.EvictionRate);
            yield return Level("mean wait of spot jobs (h)", policy, run => run.SpotWait);
            yield return Level("mean wait of high-priority jobs (h)", policy, run => run.HighWait);
        }

        PublishedRow Change(string metric, int policy, double? published, Func<SpotOutcome, double> of) => Row(
            metric, $"{s_policies[policy].Name}; against {s_policies[0].Name}", published,
            [.. outcomes[policy].Zip(outcomes[0], (ours, theirs) => 100 * ((of(ours) / of(theirs)) - 1))]);

        PublishedRow Level(string metric, int policy, Func<SpotOutcome, double> of) =>
            Row(metric, s_policies[policy].Name, null, [.. outcomes[policy].Select(of)]);
    }

    private static SpotOutcome Outcome(Workload workload, Platform platform, int policy)
    {
        (_, string name, Dictionary<string, string> set) = s_policies[policy];
        RunResult result = Simulation.Run(
            workload, platform, PolicyCatalog.Create(name, set),
            new SimulationOptions { Overheads = new Overheads { CheckpointInterval = TimeSpan.FromHours(1) } });
        SimTime from = SimTime.FromSeconds(SpotJobs.DaysOfFilling * 86_400);
        (JobResult Result, bool High)[] counted =
        [
            .. result.Jobs.Select((job, i) => (job, workload.Jobs[i].Request.Priority > 0))
                .Where(job => job.job.SubmitTime >= from),
        ];
        JobResult[] spot = [.. counted.Where(job => !job.High).Select(job => job.Result)];
        double evictions = spot.Sum(job => job.Restarts);
        return new SpotOutcome(
            evictions / (spot.Length + evictions),
            spot.Average(job => job.TotalWaitTime.TotalHours),
            counted.Where(job => job.High).Average(job => job.Result.TotalWaitTime.TotalHours),
            spot.Sum(job => job.WastedGpuSeconds) / 3600);
    }

    private static PublishedRow Row(string metric, string where, double? published, double[] values) => new()
    {
        Metric = metric,
        Where = where,
        Published = published,
        Obtained = values.Average(),
        Interval = Bootstrap.Percentile(values, Moments.Mean, new RandomStream(1, $"gfs/{metric}/{where}")),
        Tolerance = s_otherJobs,
        Note = published is null ? "" :
            "the published baseline has a fixed quota for spot jobs, ours has none, and its jobs are not public",
    };

    private sealed record SpotOutcome(double EvictionRate, double SpotWait, double HighWait, double LostGpuHours);
}
