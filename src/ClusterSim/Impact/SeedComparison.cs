using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Compares arms over seeds: the metrics of whole runs are the values, the seeds the pairs.</summary>
/// <param name="runs">The runs of each arm, one for each seed; the baseline first.</param>
/// <param name="names">Names of the arms.</param>
/// <param name="options">How.</param>
internal sealed class SeedComparison(
    IReadOnlyList<RunResult>[] runs, IReadOnlyList<string> names, ComparisonOptions options)
{
    private readonly int _seeds = runs[0].Count;
    private readonly ImmutableArray<RunMetrics> _baseline = Metrics(runs[0], options);
    private readonly BlockPlan _plan = BlockPlan.OfGroups([.. Enumerable.Range(0, runs[0].Count)]);

    public Comparison Build()
    {
        ComparisonArm[] arms = Correct([.. runs.Skip(1).Select((arm, i) => Arm(arm, names[i + 1]))]);
        return new Comparison
        {
            Baseline = names[0],
            BaselineMetrics = _baseline,
            Arms = [.. arms.Select((arm, i) => arm with { Answer = Answer(arm, i + 1) })],
            Runs = _seeds,
            Options = options,
            Notes = ComparisonNotes.OfSeeds(_seeds),
        };
    }

    private string Answer(ComparisonArm arm, int index)
    {
        string answer = new AnswerSentence(arm, names[0], options.Bootstrap.Level).Text();
        int wrapped = BasePolicy.Of([.. runs.Select(each => each[0])], index);
        if (wrapped <= 0)
        {
            return answer;
        }

        // Without the other arms, so that nothing else is corrected for.
        SeedComparison pair = new([runs[wrapped], runs[index]], [names[wrapped], names[index]], options);
        ComparisonArm other = pair.Correct([pair.Arm(runs[index], names[index])])[0];
        return $"{answer} {BasePolicy.Sentence(other, names[wrapped], options.Bootstrap.Level)}";
    }

    private ComparisonArm Arm(IReadOnlyList<RunResult> arm, string name)
    {
        ImmutableArray<RunMetrics> metrics = Metrics(arm, options);
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
        bool canReject = WilcoxonSignedRank.SmallestPValue(_seeds) * all.Length <= options.Significance;
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

    private static ImmutableArray<RunMetrics> Metrics(IReadOnlyList<RunResult> arm, ComparisonOptions options) =>
        [.. arm.Select(run => RunMetrics.Of(run, options.Metrics))];
}
