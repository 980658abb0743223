using System.Globalization;
using System.Text;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>
/// Writes a comparison for people: the answer, a table with the baseline's row first, what the columns mean.
/// </summary>
internal static class ComparisonMarkdown
{
    public static string Of(Comparison comparison)
    {
        StringBuilder text = new();
        foreach (ComparisonArm arm in comparison.Arms)
        {
            text.Append(arm.Answer).Append('\n');
        }

        text.Append("\n| metric | policy | value | ratio | ").Append(Level(comparison));
        text.Append(" | adjusted p | verdict |\n");
        text.Append("|---|---|--:|--:|--:|--:|---|\n");
        foreach (string metric in ComparedMetrics.Main.Where(name => ComparedMetrics.Tells(comparison, name)))
        {
            AppendMetric(text, comparison, metric);
        }

        text.Append('\n').Append(Legend(comparison)).Append('\n');
        foreach (string note in comparison.Notes)
        {
            text.Append("\n- ").Append(note);
        }

        return text.Append(comparison.Notes.IsEmpty ? "" : "\n").ToString();
    }

    private static void AppendMetric(StringBuilder text, Comparison comparison, string metric)
    {
        Difference[] differences = [.. comparison.Arms.Select(arm => arm.Find(metric)).OfType<Difference>()];
        // Nothing to say: not determined or zero everywhere, or as many jobs ended in all runs.
        if (differences.All(one => one is { Baseline: null or 0, Value: null or 0 })
            || (metric == "jobs_ended" && differences.All(one => one.Change == 0)))
        {
            return;
        }

        // Pairs may differ from arm to arm, and with them the baseline's value; then each arm gets its own baseline
        // row.
        bool sameBaseline = differences.All(difference => difference.Baseline == differences[0].Baseline);
        for (int i = 0; i < comparison.Arms.Length; i++)
        {
            if (comparison.Arms[i].Find(metric) is not { } difference)
            {
                continue;
            }

            if (!sameBaseline || ReferenceEquals(difference, differences[0]))
            {
                string value = NumberText.Of(difference.Baseline, difference.Metric.Unit);
                string first = Escape(comparison.Baseline);
                text.Append(CultureInfo.InvariantCulture, $"| {difference.Metric.Label} | {first} | ");
                text.Append(CultureInfo.InvariantCulture, $"{value} | 1.00 | | | baseline |\n");
            }

            AppendArm(text, comparison.Arms[i].Name, difference);
        }
    }

    private static void AppendArm(StringBuilder text, string arm, Difference difference)
    {
        string ratio = difference.Ratio is { } number ? NumberText.Plain(number) : "";
        string value = NumberText.Of(difference.Value, difference.Metric.Unit);
        text.Append(CultureInfo.InvariantCulture, $"| | {Escape(arm)} | {value} | {ratio} | {Interval(difference)} | ");
        text.Append(CultureInfo.InvariantCulture, $"{PValue(difference.AdjustedPValue)} | {Verdict(difference)} |\n");
    }

    private static string Interval(Difference difference) => difference switch
    {
        { RatioInterval: { } ratio } => Ends(ratio),
        { ChangeInterval: { } change } => $"change {Ends(change)} {difference.Metric.Unit}".TrimEnd(),
        _ => "none",
    };

    private static string Ends(ConfidenceInterval interval) =>
        $"{NumberText.Plain(interval.Low)} to {NumberText.Plain(interval.High)}";

    private static string PValue(double? value) => value switch
    {
        null => "",
        < 0.001 => "<0.001",
        { } p => p.ToString("0.000", CultureInfo.InvariantCulture),
    };

    private static string Verdict(Difference difference) => difference.Verdict switch
    {
        Impact.Verdict.Better => "better",
        Impact.Verdict.Worse => "worse",
        Impact.Verdict.NoMeaningfulDifference => "no meaningful difference",
        _ => "not tested",
    };

    private static string Level(Comparison comparison) => string.Create(
        CultureInfo.InvariantCulture, $"{comparison.Options.Bootstrap.Level * 100:0.##} % interval of the ratio");

    private static string Legend(Comparison comparison)
    {
        ComparisonOptions options = comparison.Options;
        string units = comparison.Runs > 1
            ? $"{comparison.Runs} seeds"
            : options.Unit == ResamplingUnit.Users ? "users" : "blocks of jobs submitted one after the other";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Intervals: bootstrap over {units}, {options.Bootstrap.Resamples} resamples, seed {options.Seed}. "
            + $"Adjusted p: Wilcoxon signed-rank test of the pairs with Holm's correction. "
            + $"Better or worse: the interval excludes no change, p is at most {options.Significance}, and the change "
            + $"is at least {options.PracticalShare * 100:0.##} % and, for times, {options.PracticalSeconds} s. "
            + $"Not tested: one run has only one value of the metric, or there are too few pairs.");
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
