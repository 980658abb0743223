using ClusterSim.Engine;
using ClusterSim.Impact;

namespace ClusterSim.Reports;

/// <summary>
/// Finished runs that are compared with each other: read once, and compared once, whoever shows the result.
/// </summary>
internal sealed class RunGroup
{
    private readonly Lazy<Comparison?> _comparison;

    /// <summary>A group of runs.</summary>
    /// <param name="name">What tells it from others; empty when there is only one.</param>
    /// <param name="arms">The runs of each arm, one for each seed; the first arm is the baseline.</param>
    public RunGroup(string name, FinishedRun[][] arms)
    {
        (Name, Arms) = (name, arms);
        _comparison = new Lazy<Comparison?>(() => arms.Length > 1 ? Compare(arms) : null);
    }

    public string Name { get; }

    public FinishedRun[][] Arms { get; }

    public int Seeds => Arms[0].Length;

    /// <summary>How the arms differ, over all seeds; <c>null</c> when there is one arm only.</summary>
    public Comparison? Comparison => _comparison.Value;

    /// <summary>The group of one seed alone.</summary>
    public RunGroup OfSeed(int index) => Seeds == 1
        ? this
        : new RunGroup(
            $"{Name} seed {Arms[0][index].Result.Options.Seed}".TrimStart(),
            [.. Arms.Select(arm => new[] { arm[index] })]);

    private static Comparison Compare(FinishedRun[][] arms)
    {
        // The labels tell two choices of one policy apart.
        string[] names = ArmNames.Of([.. arms.Select(arm => arm[0].Result with { Policy = arm[0].Label })]);
        IReadOnlyList<RunResult>[] results = [.. arms.Select(arm => arm.Select(run => run.Result).ToArray())];
        return Comparison.OfNamed(new ComparisonOptions { Metrics = arms[0][0].MetricsOptions }, names, results);
    }
}
