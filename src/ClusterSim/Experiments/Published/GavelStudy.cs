using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>Mean completion times of Gavel's policies on its traces, as its own simulator prints them.</summary>
internal static class GavelStudy
{
    private const string Repository = "stanford-futuredata/gavel, scheduler/";
    private const string Table = "gavel/physical_cluster_throughputs.json.gz";
    private const string Folder = "gavel/traces/physical_cluster/";

    private static readonly Tolerance s_ticks =
        Tolerance.Absolute(1e-3, "doubles there, ticks of 100 ns here, rounded in each round");

    private static readonly Tolerance s_solver = Tolerance.Relative(
        0.05, "the best allocation is not unique: the artefact's own means differ by 4.3 % between three solvers");

    private const string NoIdle = "no whole steps, no idle GPUs at the ends of rounds, no waiting for an allocation";

    // Trace, V100, P100, K80, variant, policy, aware, mean JCT of the artefact, its policy, note.
    private static readonly (string Trace, int[] Gpus, string Variant, string Policy, string Aware, double Mean,
        string Theirs, string Note)[] s_cases =
    [
        ("max_min_fairness", [6, 6, 6], "artefact", "fifo", "yes", 61090.424858, "fifo", ""),
        ("max_min_fairness", [6, 6, 6], "artefact", "fifo-perf", "yes", 50602.214949, "fifo_perf", ""),
        ("max_min_fairness", [6, 6, 6], "artefact", "isolated", "yes", 38997.626573, "isolated", ""),
        ("minimize_makespan", [6, 6, 6], "artefact", "fifo", "yes", 224654.778571, "fifo", ""),
        ("minimize_makespan", [6, 6, 6], "artefact", "fifo-perf", "yes", 81005.508632, "fifo_perf", ""),
        ("minimize_makespan", [6, 6, 6], "artefact", "isolated", "yes", 73082.396888, "isolated",
            "equal priorities are broken by the last digit; with throughputs divided and multiplied by those on V100, "
            + "as ours are, the artefact prints 73053.620438"),
        ("artifact_evaluation", [6, 6, 6], "artefact", "fifo", "yes", 2554.668462, "fifo", ""),
        ("artifact_evaluation", [6, 6, 6], "artefact", "fifo-perf", "yes", 1448.582733, "fifo_perf", ""),
        ("artifact_evaluation", [6, 6, 6], "artefact", "isolated", "yes", 1523.357096, "isolated", ""),
        ("max_min_fairness", [6, 6, 6], "corrected", "max-min", "yes", 36254.848, "max_min_fairness_perf", ""),
        ("max_min_fairness", [6, 6, 6], "corrected", "max-min", "no", 47206.385, "max_min_fairness",
            "with all models alike every allocation of equal time is as good: the artefact takes the solver's, "
            + "a corner that keeps some jobs on slow GPUs; ours spreads each job's time over the models by their GPUs"),
        ("max_min_fairness", [6, 6, 6], "corrected", "fifo", "yes", 50602.214949, "fifo_perf", NoIdle),
        ("artifact_evaluation", [2, 0, 4], "corrected", "makespan", "yes", 4757, "min_total_duration_perf", NoIdle),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "gavel",
        Title = "Gavel's policies on its traces",
        Source = "Narayanan et al., OSDI 2020; stanford-futuredata/gavel, commit c4fa400, its simulator",
        Protocol =
            "GPUs of each model on one node, as the artefact places without regard to nodes; rounds of 360 s, seed 0, "
            + "`physical_cluster_throughputs.json`. The artefact was run with Python 3.11; where it solves linear "
            + "programs, SciPy's HiGHS took the place of its solver. Variant `artefact` repeats its schedule; variant "
            + "`corrected` is what users get.",
        Data =
        [
            new(Table, Repository + "physical_cluster_throughputs.json"),
            .. s_cases.Select(row => row.Trace).Distinct().Select(trace => new PublishedFile(
                Folder + trace + ".trace", $"{Repository}traces/physical_cluster/{trace}.trace")),
        ],
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        foreach ((string trace, int[] gpus, string variant, string policy, string aware, double mean, string theirs,
            string note) in s_cases)
        {
            Workload workload =
                Trace.Open(data.PathOf(Folder + trace + ".trace"), "gavel:" + data.PathOf(Table)).ToWorkload();
            RunResult result = Simulation.Run(workload, Cluster(gpus), PolicyCatalog.Create(
                "gavel", new Dictionary<string, string>
                {
                    ["policy"] = policy, ["variant"] = variant, ["aware"] = aware,
                }));
            yield return new PublishedRow
            {
                Metric = "mean JCT (s)",
                Where = $"{trace}.trace, {gpus[0]} V100, {gpus[1]} P100, {gpus[2]} K80, {theirs}: policy={policy}, "
                    + $"variant={variant}, aware={aware}",
                Published = mean,
                Obtained = result.Jobs.Average(job => job.Jct!.Value.TotalSeconds),
                Tolerance = variant == "artefact" ? s_ticks : s_solver,
                Note = note,
            };
        }
    }

    private static Platform Cluster(int[] gpus) => new()
    {
        Name = "gavel",
        Nodes =
        [
            .. from model in new[] { ("v100", gpus[0]), ("p100", gpus[1]), ("k80", gpus[2]) }
               where model.Item2 > 0
               select new Node
               {
                   Name = model.Item1, Gpus = model.Item2, GpuModel = model.Item1, CpuLimited = false,
               },
        ],
    };
}
