using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>Means of the simulator of Lucid and Helios, and what a preemption costs by published conventions.</summary>
internal static class LucidSimulatorStudy
{
    private const string Trace = "peers/inputs/lucid_philly3k.csv.gz";

    // Preempted at 10 s with 990 s left by a job of 100 s: without a cost the first one ends at 1,100 s.
    private const double Long = 1000, Short = 100, Arrival = 10;

    // Policy, mean JCT and mean queueing time (s), preemptions, latest end (s).
    private static readonly (string Policy, double Jct, double Wait, int Preemptions, double Makespan)[] s_means =
    [
        ("fifo", 36059.490702, 29147.271006, 0, 740296), ("sjf", 9837.090565, 2924.870868, 0, 732158),
        ("qssf", 9523.852961, 2611.633264, 0, 760480), ("srtf", 7786.963499, 857.517906, 1170, 733401),
        ("tiresias", 9279.380854, 2352.028926, 999, 732208),
    ];

    // 13,724 s in 221 preemptions are 62.1 s each.
    private static readonly (PreemptionCost Cost, string Source, (int Gpus, double Seconds)[] Published)[] s_costs =
    [
        (PreemptionCost.Helios, "HeliosArtifact, policies/policy.py", [(1, 7), (2, 30), (8, 30), (16, 60)]),
        (PreemptionCost.Lucid, "Lucid, policy/policy.py", [(1, 40), (8, 40), (16, 60)]),
        (PreemptionCost.Tiresias, "13,724 s in 221 preemptions, as quoted there", [(1, 62), (8, 62)]),
        (PreemptionCost.Pollux, "adaptdl, simulator", [(1, 30), (8, 30)]),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "lucid-simulator",
        Title = "The simulator of Helios and Lucid: means and the cost of a preemption",
        Source = "S-Lab-System-Group/Lucid, commit 63685a3, which is built on HeliosArtifact (Hu et al., SC 2021; "
            + "Hu et al., ASPLOS 2023)",
        Protocol =
            """
            2,904 jobs of a week of Philly on 26 nodes of 8 GPUs, one virtual cluster. The authors' simulator was run
            with Python 3.11 and pandas 1.5 for its five policies without sharing; its predictor of durations was given
            the true ones, as is ours. `srtf` and `tiresias` run with the conventions of that simulator: an end is seen
            one second late, and a preemption adds 40 s (up to 8 GPUs) or 60 s to what remains.

            The last rows measure what one preemption costs in our engine under each published convention
            (`overheads.preemption`): a job of 1,000 s is preempted at 10 s by one of 100 s on as many GPUs; the cost is
            what its end lies behind 1,100 s.
            """,
        Data = [new(Trace, "microsoft-philly in the form of the artefact's cluster_log.csv")],
        Rows = data => s_means.Select(Mean).SelectMany(mean => mean.Rows(data)).Concat(Costs()),
    };

    private static PeerMean Mean((string Policy, double Jct, double Wait, int Preemptions, double Makespan) theirs)
    {
        bool preemptive = theirs.Preemptions > 0;
        StudyRun run = new()
        {
            Trace = Trace,
            Platform = "gpus:26x8",
            Policy = theirs.Policy + "-lucid",
            Options = new OptionChoice
            {
                Estimates = new EstimateChoice(EstimateSource.Exact, 1),
                Overheads = preemptive
                    ? new Overheads { StartUp = TimeSpan.FromSeconds(1), Preemption = PreemptionCost.Lucid }
                    : new Overheads(),
            },
        };
        return new PeerMean($"Philly, 2,904 jobs, 208 GPUs, {theirs.Policy}: {run.Policy}", run)
        {
            Jct = theirs.Jct,
            Wait = theirs.Wait,
            Preemptions = preemptive ? theirs.Preemptions : null,
            Makespan = theirs.Makespan,
            Decimals = 6,
        };
    }

    private static IEnumerable<PublishedRow> Costs() =>
        from convention in s_costs
        from published in convention.Published
        select new PublishedRow
        {
            Metric = "cost of a preemption (s)",
            Where = $"{convention.Cost}, {published.Gpus} GPUs ({convention.Source})",
            Published = published.Seconds,
            Obtained = CostOf(convention.Cost, published.Gpus),
            Tolerance = Tolerance.Exact("a constant of the convention"),
        };

    private static double CostOf(PreemptionCost cost, int gpus)
    {
        Workload workload = new([JobOf("long", 0, gpus, Long), JobOf("short", Arrival, gpus, Short)]);
        RunResult result = Simulation.Run(
            workload, Platform.Load($"gpus:{gpus}"), PolicyCatalog.Create("srtf"),
            new SimulationOptions { Overheads = new Overheads { Preemption = cost } });
        return result.Jobs[0].EndTime.Seconds - Long - Short;
    }

    private static Job JobOf(string id, double submit, int gpus, double run) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            Instances = 1,
            PerInstance = new ResourceVector(Gpus: gpus),
            Walltime = SimTime.Length(run),
        },
        Profile = new JobProfile { RunTime = SimTime.Length(run) },
    };
}
