using System.Collections.Immutable;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>What went on over time.</summary>
internal static class TimeSection
{
    private const int TableRows = 12;

    public static ReportSection Of(ReportScope scope)
    {
        if (scope.Runs.Any(run => run.Finished.Series.Bins.IsEmpty) || scope.End.Ticks == 0)
        {
            return new ReportSection("time", "Over time", []);
        }

        string device = scope.Device;
        string title = scope.HasGpus ? "GPUs" : "Cores";
        ImmutableArray<ReportBlock> load = scope.Runs.Length == 1 && scope.BusyIsKnown
            ? [Single(scope)]
            : scope.BusyIsKnown
                ? [Shares(scope, "allocation", $"{title} held", $"Share of the {device} that jobs held.",
                bin => bin.AllocationRatio),
                    Shares(scope, "utilization", $"{title} busy",
                        $"Share of the {device} that were really busy: held {device} times their utilization.",
                        bin => bin.Utilization)]
                : [Shares(scope, "allocation", $"{title} held",
                    $"Share of the {device} that jobs held. The trace does not tell how busy they were.",
                    bin => bin.AllocationRatio)];
        return new ReportSection("time", "Over time", [.. load, Queue(scope), .. Optional(scope)]);
    }

    /// <summary>Several restless lines over each other are told apart only when they are smoother.</summary>
    private static int Stretches(ReportScope scope) => scope.Runs.Length switch { 1 => 240, 2 => 120, _ => 90 };

    private static IEnumerable<ReportBlock> Optional(ReportScope scope)
    {
        if (scope.Runs.All(run => run.Finished.Series.Bins.Any(bin => bin.Fragmentation is not null)))
        {
            yield return Most(scope, bin => bin.Fragmentation ?? 0) > 0
                ? Shares(scope, "fragmentation", "Free GPUs that do not fit the typical job",
                    "Share of the free GPUs that the workload's typical job cannot use (FGD fragmentation); requests "
                        + "without GPUs count all of them. 0 where no GPU is free.",
                    bin => bin.Fragmentation ?? 0)
                : new ParagraphBlock("The workload's typical job could use every free GPU: no fragmentation (FGD).");
        }

        if (scope.Runs.All(run => run.Finished.Series.Bins.Any(bin => bin.PowerWatts is not null)))
        {
            double most = Most(scope, bin => (bin.PowerWatts ?? 0) / 1000);
            yield return Block(
                scope, "power", "Power",
                "Power of the cluster: of all accounts where power is accounted for, else by the platform's idle and "
                    + "maximum watts alone.",
                Axes.FromZero("power (kW)", most),
                bin => (bin.PowerWatts ?? 0) / 1000, value => Readable.Significant(value) + " kW");
        }
    }

    private static ChartBlock Single(ReportScope scope)
    {
        Series series = scope.Baseline.Finished.Series;
        double end = scope.End.Seconds;
        ChartLine held = new("held", 0,
            SeriesThinning.Means(series, end, Stretches(scope), bin => bin.AllocationRatio));
        ChartLine busy = new("busy", 1, SeriesThinning.Means(series, end, Stretches(scope), bin => bin.Utilization));
        return Block(scope, "utilization", scope.HasGpus ? "GPUs held and busy" : "Cores held and busy",
            $"Share of the {scope.Device} that jobs held, and share that was really busy. The space between the "
                + $"lines is paid for and unused.",
            Axes.Share($"{scope.Device} (%)"), [held, busy], Readable.PercentOf);
    }

    private static ChartBlock Shares(
        ReportScope scope, string id, string title, string caption, Func<SeriesBin, double> value) =>
        Block(scope, id, title, caption, Axes.Share($"{scope.Device} (%)"), value, Readable.PercentOf);

    private static ReportBlock Queue(ReportScope scope)
    {
        double most = Most(scope, bin => bin.QueueLength);
        return most > 0
            ? Block(scope, "queue", "Jobs waiting", "Number of jobs in the queue.",
                Axes.FromZero("jobs waiting", most), bin => bin.QueueLength, value => Readable.Significant(value))
            : new ParagraphBlock("No job waited at any time.");
    }

    private static double Most(ReportScope scope, Func<SeriesBin, double> value) =>
        scope.Runs.Max(run => SeriesThinning.Means(run.Finished.Series, scope.End.Seconds, Stretches(scope), value)
            .Select(point => point.Y).DefaultIfEmpty(0).Max());

    private static ChartBlock Block(
        ReportScope scope, string id, string title, string caption, Axis y, Func<SeriesBin, double> value,
        Func<double, string> text) =>
        Block(scope, id, title, caption, y,
            [.. scope.Runs.Select(run => new ChartLine(
                run.Name, run.Style,
                    SeriesThinning.Means(run.Finished.Series, scope.End.Seconds, Stretches(scope), value)))], text);

    private static ChartBlock Block(
        ReportScope scope, string id, string title, string caption, Axis y, ImmutableArray<ChartLine> lines,
            Func<double, string> text)
    {
        Axis x = Axes.Time("time since the start of the trace", 0, scope.End.Seconds);
        string means = string.Join(", ", lines.Select(line => $"{line.Name} {text(Mean(line))}"));
        string step = Readable.Duration(scope.End.Seconds / Stretches(scope));
        return new ChartBlock(id, $"{caption} Each step is a mean over {step}.",
            new LineChart(title, $"Mean over all time: {means}.", x, y, lines),
                Table(title, lines, scope.End.Seconds, text));
    }

    private static double Mean(ChartLine line) =>
        line.Points.Length < 2 ? 0 : line.Points.SkipLast(1).Average(point => point.Y);

    private static TableBlock Table(
        string title, ImmutableArray<ChartLine> lines, double end, Func<double, string> text)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        for (int i = 0; i < TableRows; i++)
        {
            double from = end * i / TableRows, to = end * (i + 1) / TableRows;
            rows.Add([
                $"{Readable.Duration(from)} to {Readable.Duration(to)}",
                .. lines.Select(
                    line => line.Points.SkipLast(1).Where(point => point.X >= from && point.X < to) is var points
                        && points.Any()
                    ? text(points.Average(point => point.Y))
                    : Readable.None),
            ]);
        }

        return new TableBlock(title, ["time", .. lines.Select(line => line.Name)], rows.ToImmutable(), []);
    }
}
