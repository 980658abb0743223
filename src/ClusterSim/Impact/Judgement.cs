using System.Collections.Immutable;

namespace ClusterSim.Impact;

/// <summary>Says what a difference means, by rules that are stated before anything is looked at.</summary>
internal static class Judgement
{
    /// <summary>Adds the rank test of the metric's quantity and the verdict.</summary>
    public static Difference Of(Difference difference, ImmutableArray<PairedTest> tests, ComparisonOptions options)
    {
        // Mean and median are what a test of location speaks about; a tail or a share is judged by its interval alone.
        string name = difference.Metric.Name;
        bool location = name.StartsWith("mean_", StringComparison.Ordinal)
            || name.StartsWith("p50_", StringComparison.Ordinal);
        PairedTest? test = location
            ? tests.FirstOrDefault(one => name.Contains(one.Quantity, StringComparison.Ordinal))
            : null;
        // Of five jobs no rank test can reject; then the interval decides alone.
        double? p = test is not null && test.SmallestPValue <= options.Significance ? test.AdjustedPValue : null;
        return WithVerdict(difference with { AdjustedPValue = p }, options);
    }

    /// <summary>Adds the verdict.</summary>
    public static Difference WithVerdict(Difference difference, ComparisonOptions options) =>
        difference with { Verdict = VerdictOf(difference, options) };

    private static Verdict VerdictOf(Difference difference, ComparisonOptions options)
    {
        if (difference.Change is not { } change)
        {
            return Verdict.NotTested;
        }

        if (IsSmall(difference, change, options))
        {
            return Verdict.NoMeaningfulDifference;
        }

        if (difference.ChangeInterval is not { } interval || difference.Metric.Better == MetricDirection.Neither)
        {
            return Verdict.NotTested;
        }

        bool chance = interval.Contains(0) || difference.AdjustedPValue > options.Significance;
        bool better = change < 0 == (difference.Metric.Better == MetricDirection.Less);
        return chance ? Verdict.NoMeaningfulDifference : better ? Verdict.Better : Verdict.Worse;
    }

    private static bool IsSmall(Difference difference, double change, ComparisonOptions options) =>
        change == 0
        || Math.Abs(change) < options.PracticalShare * Math.Abs(difference.Baseline ?? 0)
        || (difference.Metric.Unit == "s" && Math.Abs(change) < options.PracticalSeconds);
}
