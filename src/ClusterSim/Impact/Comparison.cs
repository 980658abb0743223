using System.Collections.Immutable;
using ClusterSim.Engine;

namespace ClusterSim.Impact;

/// <summary>
/// What other policies change against a baseline on the same jobs, with confidence intervals, rank tests and a verdict
/// for every difference. The method is in <c>docs/metrics.md</c>.
/// </summary>
public sealed record Comparison
{
    /// <summary>Name of the baseline.</summary>
    public required string Baseline { get; init; }

    /// <summary>The metrics of the baseline's runs: one, or one for each seed.</summary>
    public required ImmutableArray<RunMetrics> BaselineMetrics { get; init; }

    /// <summary>The others, in the order given.</summary>
    public required ImmutableArray<ComparisonArm> Arms { get; init; }

    /// <summary>Runs of each arm: 1, or the number of seeds.</summary>
    public required int Runs { get; init; }

    /// <summary>How they were compared.</summary>
    public required ComparisonOptions Options { get; init; }

    /// <summary>What a reader must know to read the differences, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What changed, one sentence for each arm.</summary>
    public string Answer => string.Join(" ", Arms.Select(arm => arm.Answer));

    /// <summary>Compares single runs of the same jobs, job by job.</summary>
    /// <param name="baseline">What the others are compared with.</param>
    /// <param name="others">The other runs.</param>
    /// <exception cref="ComparisonException">There are no others, or they replayed other jobs.</exception>
    public static Comparison Of(RunResult baseline, params RunResult[] others) => Of(null, baseline, others);

    /// <summary>Compares single runs of the same jobs, job by job.</summary>
    /// <param name="options">How; <c>null</c> for the defaults.</param>
    /// <param name="baseline">What the others are compared with.</param>
    /// <param name="others">The other runs.</param>
    /// <exception cref="ComparisonException">There are no others, or they replayed other jobs.</exception>
    public static Comparison Of(ComparisonOptions? options, RunResult baseline, params RunResult[] others)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(others);
        Comparability.Check(baseline, others);
        RunResult[] runs = [baseline, .. others];
        return new JobComparison(runs, ArmNames.Of(runs), (options ?? new ComparisonOptions()).Checked()).Build();
    }

    /// <summary>
    /// Compares arms that each ran with several seeds, seed by seed: the k-th run of each arm must have replayed the
    /// same jobs. The seeds are the independent units, so this also tests what has no value per job, such as the
    /// makespan.
    /// </summary>
    /// <param name="baseline">Runs of the baseline, one for each seed.</param>
    /// <param name="others">Runs of each other arm, with the same seeds in the same order.</param>
    /// <exception cref="ComparisonException">The arms have different numbers of runs, or replayed other
    /// jobs.</exception>
    public static Comparison OfSeeds(IReadOnlyList<RunResult> baseline, params IReadOnlyList<RunResult>[] others) =>
        OfSeeds(null, baseline, others);

    /// <summary>Compares arms that each ran with several seeds, seed by seed.</summary>
    /// <param name="options">How; <c>null</c> for the defaults.</param>
    /// <param name="baseline">Runs of the baseline, one for each seed.</param>
    /// <param name="others">Runs of each other arm, with the same seeds in the same order.</param>
    /// <exception cref="ComparisonException">The arms have different numbers of runs, or replayed other
    /// jobs.</exception>
    public static Comparison OfSeeds(
        ComparisonOptions? options, IReadOnlyList<RunResult> baseline, params IReadOnlyList<RunResult>[] others)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(others);
        Comparability.CheckSeeds(baseline, others);
        IReadOnlyList<RunResult>[] arms = [baseline, .. others];
        string[] names = ArmNames.Of([.. arms.Select(arm => arm[0])]);
        return new SeedComparison(arms, names, (options ?? new ComparisonOptions()).Checked()).Build();
    }

    /// <summary>Compares arms under given names: job by job when each has one run, else seed by seed.</summary>
    internal static Comparison OfNamed(
        ComparisonOptions options, IReadOnlyList<string> names, IReadOnlyList<RunResult>[] arms)
    {
        Comparability.CheckSeeds(arms[0], arms[1..]);
        return arms[0].Count == 1
            ? new JobComparison([.. arms.Select(arm => arm[0])], names, options.Checked()).Build()
            : new SeedComparison(arms, names, options.Checked()).Build();
    }

    /// <summary>A table of the main differences for people, in Markdown, after the answer.</summary>
    public string ToMarkdown() => ComparisonMarkdown.Of(this);
}
