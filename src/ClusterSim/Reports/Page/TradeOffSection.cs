using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;
using ClusterSim.Statistics;

namespace ClusterSim.Reports.Page;

/// <summary>What waiting less takes of energy, carbon and money: each policy is a point.</summary>
internal static class TradeOffSection
{
    private const string Wait = "mean_total_wait_seconds";

    private static readonly (string Metric, string Title, string Axis)[] s_bills =
    [
        ("energy_kwh", "Energy and wait", "energy (kWh)"),
        ("carbon_operational_kg", "Carbon and wait", "operational emissions (kg CO2e)"),
        ("energy_cost", "Price of energy and wait", "price of the energy"),
        ("cost", "Cost and wait", "cost of what was held"),
        ("bill", "Bill with reserved GPUs and wait", "bill"),
    ];

    public static ReportSection Of(ReportScope scope) => new(
        "trade-offs", "Energy, carbon, money and wait",
        scope.Runs.Length < 2 ? [] : [.. s_bills.SelectMany(bill => Block(scope, bill.Metric, bill.Title, bill.Axis))]);

    private static IEnumerable<ReportBlock> Block(ReportScope scope, string metric, string title, string axis)
    {
        double?[] waits = [.. scope.Runs.Select(run => ValueOf(run, Wait))];
        double?[] bills = [.. scope.Runs.Select(run => ValueOf(run, metric))];
        if (waits.Contains(null) || bills.Any(bill => bill is null) || bills.All(bill => bill == 0))
        {
            yield break;
        }

        (double X, double Y)[] points = [.. waits.Select((wait, i) => (wait!.Value, bills[i]!.Value))];
        string front = string.Join(", ", ParetoFront.Of(points).Select(i => scope.Runs[i].Name));
        yield return new ChartBlock(
            metric.Replace('_', '-'),
            $"Down and left is better. No other policy has less of one without more of the other: {front}.",
            new LineChart(
                title, $"A point for each policy. On the front: {front}.",
                Axes.Time("mean wait", 0, points.Max(point => point.X)),
                Axes.FromZero(axis, points.Max(point => point.Y)),
                [
                    .. scope.Runs.Select((run, i) =>
                        new ChartLine(run.Name, run.Style, [new ChartPoint(points[i].X, points[i].Y)])),
                ]),
            new TableBlock(
                title, ["policy", "mean wait", axis],
                [
                    .. scope.Runs.Select((run, i) => (ImmutableArray<string>)
                        [run.Name, Readable.DurationOf(points[i].X), Readable.Significant(points[i].Y, 4)]),
                ],
                []));
    }

    private static double? ValueOf(ReportRun run, string metric) =>
        MetricCatalog.ValuesOf(run.Metrics).First(value => value.Metric.Name == metric).Value;
}
