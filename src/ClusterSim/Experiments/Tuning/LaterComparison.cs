using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments.Tuning;

/// <summary>Baselines and tuned policies on the windows that tuning has not seen, paired window by window.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Margin">How much worse still counts as not inferior, as a share.</param>
/// <param name="Baselines">The baselines.</param>
/// <param name="Tuned">The tuned policies.</param>
public sealed record LaterComparison(
    Metric Metric, double Margin, ImmutableArray<LaterRow> Baselines, ImmutableArray<LaterRow> Tuned)
{
    /// <summary>The bounds of the tuning.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<TuningConstraint> Constraints { get; init; } = [];

    /// <summary>What tuned policies must be compared with: F1 and shortest first, both with EASY.</summary>
    public static ImmutableArray<PolicyChoice> StandardBaselines { get; } =
    [
        new PolicyChoice { Name = "f1+easy", Policy = "f1+easy" },
        new PolicyChoice { Name = "sjf+easy", Policy = "sjf+easy" },
    ];

    /// <summary>Runs policies on the later windows of a study.</summary>
    /// <param name="study">The study; it has at least two later windows.</param>
    /// <param name="baselines">What is compared with.</param>
    /// <param name="tuned">What is compared.</param>
    /// <exception cref="ExperimentException">There are too few windows, or one does not determine the
    /// metric.</exception>
    public static LaterComparison Of(
        TuningStudy study, ImmutableArray<PolicyChoice> baselines, ImmutableArray<PolicyChoice> tuned)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Windows.Later.Length < 2)
        {
            throw new ExperimentException("found one later window, expected at least two to tell chance from effect");
        }

        Metric metric = TuningMetric.Require(study.Options.Metric);
        ImmutableArray<RunMetrics>[] standards =
            [.. baselines.Select(baseline => study.Runs(baseline, study.Windows.Later))];
        LaterRow RowOf(PolicyChoice policy, ImmutableArray<RunMetrics> runs) => new(
            policy, ValuesOf(metric, runs),
            Bootstrap.Percentile(
                ValuesOf(metric, runs).AsSpan(), Mean, new RandomStream(1, "tuning/later/" + policy.Name)),
            [
                .. standards.Select(standard =>
                    Compare(metric, ValuesOf(metric, standard), ValuesOf(metric, runs), study.Options.Margin)),
            ])
        {
            Kept = [.. study.Options.Constraints.Select(constraint => runs.Count(constraint.IsKept))],
        };
        return new LaterComparison(
            metric, study.Options.Margin, [.. baselines.Zip(standards, RowOf)],
            [.. tuned.Select(policy => RowOf(policy, study.Runs(policy, study.Windows.Later)))])
        {
            Constraints = study.Options.Constraints,
        };
    }

    private static ImmutableArray<double> ValuesOf(Metric metric, ImmutableArray<RunMetrics> runs) =>
        [.. runs.Select(run => TuningMetric.ValueOf(run, metric.Name))];

    private static double Mean(ReadOnlySpan<double> values) => Moments.Mean(values);

    // Where more is better, the inverse values are what is to be small.
    private static NonInferiorityResult Compare(
        Metric metric, ImmutableArray<double> baseline, ImmutableArray<double> candidate, double margin)
    {
        bool more = metric.Better == MetricDirection.More;
        double[] first = [.. baseline.Select(value => more ? 1 / value : value)];
        double[] second = [.. candidate.Select(value => more ? 1 / value : value)];
        return NonInferiority.OfRatios(first, second, margin);
    }
}
