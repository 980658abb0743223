using System.Collections.Immutable;
using ClusterSim.Experiments.Openb;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments.Published;

/// <summary>The published tables of "Beware of Fragmentation": 17 lists of pods, six policies, ten seeds.</summary>
internal static class FgdStudy
{
    private const string Artefact = "hkust-adsl/kubernetes-scheduler-simulator, commit 8f3d641",
        Tables = "fgd-published", Pods = "alibaba-gpu-v2023", Default = "default";
    private const string Nodes = Pods + "/openb_node_list_gpu_node.csv",
        AllocatedTable = Tables + "/analysis_allo_discrete.csv.gz",
        FragmentedTable = Tables + "/analysis_frag_discrete.csv.gz";
    private const double Printed = 0.01, Slack = 1e-9;
    private const int LastPercent = 130;

    private static readonly ImmutableArray<string> s_lists =
    [
        Default, "cpu050", "cpu100", "cpu200", "cpu250", "gpushare40", "gpushare60", "gpushare80", "gpushare100",
        "gpuspec10", "gpuspec20", "gpuspec25", "gpuspec33", "multigpu20", "multigpu30", "multigpu40", "multigpu50",
    ];

    private static readonly ImmutableArray<long> s_seeds = [42, 43, 44, 45, 46, 47, 48, 49, 50, 51];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "fgd",
        Title = "FGD and its baselines on openb",
        Source = "Weng et al., Beware of Fragmentation, USENIX ATC 2023; tables in " + Artefact
            + ", experiments/analysis/expected_results",
        Protocol =
            """
            The pods of a list come one by one in the shuffled order of the artefact's seed, with pods drawn again
            until they ask 130 % of the GPUs of openb's 1,213 GPU nodes; they never leave, and one that fits nowhere
            is dropped. The order is computed from the seed, Go's generator included, and equals the artefact's name
            by name. Policies run with `variant=artefact`; the typical pods are those of the list before it is
            inflated, told apart by the text of their rows, so that a GPU model that is named twice makes another
            shape. A curve has a value for each whole percent of GPUs that has arrived, with two decimals; all 131
            values of both curves (GPUs allocated; GPUs free but not usable by the typical pods) of every run are
            compared. A value may differ by 0.01, the last decimal, which a mean that lies between two can take either
            way.

            `Random` draws its nodes from a list whose order depends on the timing of threads, so no seed repeats it;
            its means over ten seeds are compared instead.

            The last rows run the default list with `variant=corrected`, the default of these policies.
            """,
        Data =
        [
            new(Nodes, "alibaba/clusterdata, cluster-trace-gpu-v2023/csv"),
            .. s_lists.Select(list => new PublishedFile(
                FileOf(list), "alibaba/clusterdata, cluster-trace-gpu-v2023/csv, compressed by gzip")),
            new(AllocatedTable, Artefact + ", experiments/analysis/expected_results, compressed by gzip"),
            new(FragmentedTable, Artefact + ", experiments/analysis/expected_results, compressed by gzip"),
        ],
        Seeds = s_seeds,
        Rows = data => Rows(data, s_lists),
    };

    /// <summary>The rows of some of the lists.</summary>
    public static IEnumerable<PublishedRow> Rows(StudyData data, IEnumerable<string> lists)
    {
        OpenbTable allocated = OpenbTable.Load(data.PathOf(AllocatedTable)),
            fragmented = OpenbTable.Load(data.PathOf(FragmentedTable));
        foreach (string name in lists)
        {
            OpenbList list = OpenbList.Load(data.PathOf(FileOf(name)), data.PathOf(Nodes));
            Run[] runs = RunAll(list, PolicyVariant.Artefact, data.Cancel);
            foreach (OpenbPolicy policy in OpenbPolicy.All)
            {
                Run[] ours = [.. runs.Where(run => run.Policy == policy)];
                Run[] theirs =
                [
                    .. s_seeds.Select(seed => new Run(policy, seed, new OpenbCurves(
                        allocated.Of("openb_pod_list_" + name, policy, seed),
                        fragmented.Of("openb_pod_list_" + name, policy, seed)))),
                ];
                yield return Final(name, policy, ours, theirs);
                if (!policy.Draws)
                {
                    yield return Curves(name, policy, ours, theirs);
                }
            }
        }

        foreach (PublishedRow row in Corrected(data))
        {
            yield return row;
        }
    }

    private static IEnumerable<PublishedRow> Corrected(StudyData data)
    {
        OpenbList list = OpenbList.Load(data.PathOf(FileOf(Default)), data.PathOf(Nodes));
        Run[] runs = RunAll(list, PolicyVariant.Corrected, data.Cancel);
        foreach (OpenbPolicy policy in OpenbPolicy.All)
        {
            double[] ours = [.. runs.Where(run => run.Policy == policy).Select(run => run.Final)];
            yield return new PublishedRow
            {
                Metric = "GPUs allocated at 130 % arrived (%), mean of ten seeds",
                Where = $"{Default}, {policy.Name}, variant=corrected",
                Published = null,
                Obtained = Moments.Mean(ours),
                Tolerance = Tolerance.NotJudged("not published: shows what the correction changes"),
            };
        }
    }

    private static PublishedRow Final(string list, OpenbPolicy policy, Run[] ours, Run[] theirs)
    {
        double[] obtained = [.. ours.Select(run => run.Final)], published = [.. theirs.Select(run => run.Final)];
        return new PublishedRow
        {
            Metric = "GPUs allocated at 130 % arrived (%), mean of ten seeds",
            Where = $"{list}, {policy.Name}",
            Published = Moments.Mean(published),
            Obtained = Moments.Mean(obtained),
            Tolerance = policy.Draws
                ? Tolerance.Absolute(
                    Noise(obtained, published),
                    "two means of ten random runs: four standard errors of their difference")
                : Tolerance.Absolute(Printed, "the last decimal"),
        };
    }

    private static PublishedRow Curves(string list, OpenbPolicy policy, Run[] ours, Run[] theirs) => new()
    {
        Metric = "values of both curves that differ by more than 0.01, of 2,620",
        Where = $"{list}, {policy.Name}",
        Published = 0,
        Obtained = ours.Zip(theirs).Sum(pair => Apart(pair.First.Curves, pair.Second.Curves)),
        Tolerance = Tolerance.Exact("every value must agree to the last decimal"),
    };

    private static int Apart(OpenbCurves ours, OpenbCurves theirs) =>
        ours.AllocatedPercent.Zip(theirs.AllocatedPercent)
            .Concat(ours.FragmentedPercent.Zip(theirs.FragmentedPercent))
            .Count(pair => !(Math.Abs(pair.First - pair.Second) <= Printed + Slack));

    private static double Noise(double[] left, double[] right)
    {
        const double standardErrors = 4;
        double variance = Math.Pow(Moments.StandardDeviation(left), 2) + Math.Pow(Moments.StandardDeviation(right), 2);
        return standardErrors * Math.Sqrt(variance / left.Length);
    }

    // The runs of a list are independent; each is the same on any number of processors.
    private static Run[] RunAll(OpenbList list, PolicyVariant variant, CancellationToken cancel) =>
    [
        .. s_seeds.AsParallel().AsOrdered().WithCancellation(cancel).SelectMany(seed =>
        {
            OpenbArrivals arrivals = OpenbArrivals.Of(list.Pods, list.Nodes, seed);
            return OpenbPolicy.All.Select(
                policy => new Run(policy, seed, list.Run(arrivals, policy, variant, seed))).ToArray();
        }),
    ];

    private static string FileOf(string list) => $"{Pods}/openb_pod_list_{list}.csv.gz";

    private sealed record Run(OpenbPolicy Policy, long Seed, OpenbCurves Curves)
    {
        public double Final => Curves.AllocatedPercent[LastPercent];
    }
}
