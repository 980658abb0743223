using ClusterSim.Engine;
using ClusterSim.Impact;

namespace ClusterSim.Experiments.Explaining;

/// <summary>What a job took of energy, carbon and money, in words; nothing where it was not accounted for.</summary>
internal static class BillText
{
    private const double JoulesPerKwh = 3.6e6;

    /// <summary>A sentence, or none.</summary>
    public static IEnumerable<string> Of(JobResult result)
    {
        string[] parts = [.. Items(result).Select(item => item.Text)];
        return parts.Length == 0 ? [] : [$"It took {string.Join(", ", parts)}."];
    }

    /// <summary>What one run took more or less of than the other, as the end of a sentence.</summary>
    public static string Difference(JobResult here, JobResult there)
    {
        string[] parts =
        [
            .. Items(here).Join(
                Items(there), item => item.Unit, item => item.Unit,
                (mine, other) => $"{Signed(mine.Amount - other.Amount)} {mine.Unit}", StringComparer.Ordinal),
        ];
        return parts.Length == 0 ? "" : "; " + string.Join(", ", parts);
    }

    private static IEnumerable<(double Amount, string Unit, string Text)> Items(JobResult result)
    {
        if (result.EnergyJoules is { } joules)
        {
            double kwh = (joules + (result.OverheadJoules ?? 0)) / JoulesPerKwh;
            yield return (kwh, "kWh", $"{NumberText.Plain(kwh)} kWh");
        }

        if (result.CarbonGrams is { } grams)
        {
            yield return (grams, "g CO2e", $"{NumberText.Plain(grams)} g CO2e");
        }

        if (result.EnergyCost is { } cost)
        {
            yield return (cost, "for energy", $"{NumberText.Plain(cost)} for energy");
        }
    }

    private static string Signed(double change) => (change < 0 ? "" : "+") + NumberText.Plain(change);
}
