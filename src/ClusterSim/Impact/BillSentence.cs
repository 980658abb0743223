using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>
/// Puts into one sentence what an arm changed of the cluster's energy, of its emissions and of the price of that
/// energy.
/// </summary>
internal sealed class BillSentence(ComparisonArm arm, double level)
{
    private static readonly (string Metric, string What)[] s_items =
        [("energy_kwh", "energy"), ("carbon_operational_kg", "emissions"), ("energy_cost", "the cost of energy")];

    /// <summary>The sentence with a space before it; empty where nothing was accounted for.</summary>
    public string Text()
    {
        string[] items = [.. s_items.Select(Item).OfType<string>()];
        if (items.Length == 0)
        {
            return "";
        }

        string list = string.Join(", ", items);
        return $" {char.ToUpperInvariant(list[0])}{list[1..]}.";
    }

    private string? Item((string Metric, string What) item)
    {
        if (arm.Find(item.Metric) is not { Baseline: { } before, Value: { } after, Ratio: { } ratio } found)
        {
            return null;
        }

        string unit = found.Metric.Unit is { Length: > 0 } named ? $" {named}" : "";
        return Math.Abs(ratio - 1) < 0.0005
            ? $"{item.What}: no change ({NumberText.Plain(after)}{unit})"
            : $"{item.What}: {NumberText.Percent(Math.Abs(ratio - 1))} % {(ratio < 1 ? "less" : "more")} "
                + $"({NumberText.Plain(after)} against {NumberText.Plain(before)}{unit}"
                + $"{Interval(found.RatioInterval, ratio < 1)})";
    }

    private string Interval(ConfidenceInterval? ratio, bool less) =>
        ratio is { } range ? $"; {NumberText.Level(level)} {NumberText.PercentRange(range, less)}" : "";
}
