using System.Globalization;
using System.Text;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments.Tuning;

/// <summary>A <see cref="LaterComparison"/> as a table in Markdown.</summary>
public static class LaterMarkdown
{
    /// <summary>The table: a row a policy, with its mean and how it compares with each baseline.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Of(LaterComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        StringBuilder text = new();
        text.Append("| policy | ").Append(comparison.Metric.Label).Append(", mean of ")
            .Append(comparison.Baselines[0].Values.Length).Append(" later windows |");
        foreach (LaterRow baseline in comparison.Baselines)
        {
            text.Append(" against ").Append(baseline.Policy.Name).Append(" |");
        }

        foreach (TuningConstraint constraint in comparison.Constraints)
        {
            text.Append(" windows with ").Append(constraint).Append(" |");
        }

        int further = comparison.Baselines.Length + comparison.Constraints.Length;
        text.Append("\n|---|---|").Insert(text.Length, "---|", further).Append('\n');
        foreach (LaterRow row in comparison.Baselines.Concat(comparison.Tuned))
        {
            text.Append("| ").Append(row.Policy.Name).Append(" | ").Append(Text(row.Mean)).Append(" |");
            for (int i = 0; i < row.Against.Length; i++)
            {
                bool itself = row == comparison.Baselines[i];
                text.Append(' ').Append(itself ? "" : Text(row.Against[i], comparison.Margin)).Append(" |");
            }

            text.AppendJoin("", row.Kept.Select(kept => $" {kept} |")).Append('\n');
        }

        return text.ToString();
    }

    private static string Text(ConfidenceInterval interval) => string.Create(
        CultureInfo.InvariantCulture, $"{interval.Estimate:0.00} ({interval.Low:0.00} to {interval.High:0.00})");

    private static string Text(NonInferiorityResult result, double margin)
    {
        string verdict = result.IsSuperior ? "better"
            : result.IsInferior ? result.IsNonInferior ? "worse, within the margin" : "worse"
            : result.IsNonInferior ? "not inferior"
            : "open";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Ratio.Estimate:0.000} ({result.Ratio.Low:0.000} to {result.Ratio.High:0.000}), p "
                + $"{result.PValue:0.000} at {margin:0.##%}: {verdict}");
    }
}
