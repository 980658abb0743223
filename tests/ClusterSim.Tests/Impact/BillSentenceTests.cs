using ClusterSim.Impact;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Impact;

/// <summary>The bill in words: what stands there follows from the numbers by hand.</summary>
public sealed class BillSentenceTests
{
    // 506 / 397 = 1.2746; 90 / 100 with an interval of 0.8 to 0.95: 5 to 20 % less.
    [Test]
    public void EachItemIsToldWithItsAmounts() => Assert.That(
        Of(
            Changed("energy_kwh", 397, 506),
            Changed("carbon_operational_kg", 100, 90) with { RatioInterval = new ConfidenceInterval(0.9, 0.8, 0.95) },
            Changed("energy_cost", 12.5, 12.5)),
        Is.EqualTo(
            " Energy: 27 % more (506 against 397 kWh), emissions: 10 % less (90.0 against 100 kg CO2e; 95 % CI 5 to "
            + "20 %), the cost of energy: no change (12.5)."));

    [Test]
    public void WhereNoPowerWasAccountedForNothingIsSaid() =>
        Assert.That(Of(Changed("energy_kwh", 0, 0), Changed("mean_jct_seconds", 5, 6)), Is.Empty);

    private static string Of(params Difference[] differences) => new BillSentence(
        new ComparisonArm { Name = "other", Metrics = [], Differences = [.. differences] }, 0.95).Text();

    private static Difference Changed(string metric, double before, double after) =>
        new() { Metric = MetricCatalog.Get(metric), Baseline = before, Value = after };
}
