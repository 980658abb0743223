using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Compares arms over seeds: the metrics of whole runs are the values, the seeds the pairs.</summary>
internal sealed class SeedComparison(
    IReadOnlyList<RunResult> baseline, IReadOnlyList<RunResult>[] others, ComparisonOptions options)
{
    private readonly ImmutableArray<RunMetrics> _baseline = Metrics(baseline, options);
    private readonly BlockPlan _plan = BlockPlan.OfGroups([.. Enumerable.Range(0, baseline.Count)]);

    public Comparison Build()
    {
        string[] names = ArmNames.Of([baseline[0], .. others.Select(arm => arm[0])]);
        ComparisonArm[] arms = Correct([.. others.Select((arm, i) => Arm(arm, names[i + 1]))]);
        return new Comparison
        {
            Baseline = names[0],
            BaselineMetrics = _baseline,
            Arms = [.. arms.Select(arm => arm with { Answer = Answer(arm, names[0]) })],
            Runs = baseline.Count,
            Options = options,
            Notes = ComparisonNotes.OfSeeds(baseline.Count),
        };
    }

    private string Answer(ComparisonArm arm, string first) =>
        new AnswerSentence(arm, first, options.Bootstrap.Level).Text();

    private ComparisonArm Arm(IReadOnlyList<RunResult> runs, string name)
    {
        ImmutableArray<RunMetrics> metrics = Metrics(runs, options);
        return new ComparisonArm
        {
            Name = name,
            Metrics = metrics,
            Differences =
            [
                .. ComparedMetrics.OfSeeds.Select(metric => Compare(metric, metrics, name)).OfType<Difference>(),
            ],
        };
    }

    private Difference? Compare(string metric, ImmutableArray<RunMetrics> metrics, string arm)
    {
        double?[] first = [.. _baseline.Select(run => MetricCatalog.ValueOf(run, metric))];
        double?[] second = [.. metrics.Select(run => MetricCatalog.ValueOf(run, metric))];
        if (first.Concat(second).Any(value => value is null))
        {
            return null;
        }

        double[] x = [.. first.Select(value => value!.Value)], y = [.. second.Select(value => value!.Value)];
        bool enough = x.Length >= BlockPlan.MinBlocks;
        PairedInterval? interval = enough
            ? new BlockBootstrap(_plan, options.Bootstrap, options.Seed, $"bootstrap/{metric}/{arm}").Mean(x, y)
            : null;
        double[] differences = [.. x.Zip(y, (a, b) => b - a)];
        return new Difference
        {
            Metric = MetricCatalog.Get(metric),
            Baseline = Moments.Mean(x),
            Value = Moments.Mean(y),
            ChangeInterval = interval?.Difference,
            RatioInterval = interval?.Ratio,
            AdjustedPValue = WilcoxonSignedRank.Test(differences).PValue,
            Basis = string.Create(
                CultureInfo.InvariantCulture,
                $"{(enough ? "" : "no interval: only ")}{x.Length} seeds"),
        };
    }

    // Holm over all metrics and arms; where so few seeds can never reject, the interval decides alone.
    private ComparisonArm[] Correct(ComparisonArm[] arms)
    {
        Difference[] all = [.. arms.SelectMany(arm => arm.Differences)];
        double[] adjusted = MultipleTesting.Holm([.. all.Select(difference => difference.AdjustedPValue ?? 1)]);
        bool canReject = WilcoxonSignedRank.SmallestPValue(baseline.Count) * all.Length <= options.Significance;
        int next = 0;
        return
        [
            .. arms.Select(arm => arm with
            {
                Differences =
                [
                    .. arm.Differences.Select(difference => Judgement.WithVerdict(
                        difference with { AdjustedPValue = canReject ? adjusted[next++] : null }, options)),
                ],
            }),
        ];
    }

    private static ImmutableArray<RunMetrics> Metrics(IReadOnlyList<RunResult> runs, ComparisonOptions options) =>
        [.. runs.Select(run => RunMetrics.Of(run, options.Metrics))];
}
