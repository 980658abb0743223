using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Reports.Charts;
using ClusterSim.Statistics;

namespace ClusterSim.Reports.Page;

/// <summary>How waiting and slowdown are spread over the jobs.</summary>
internal static class DelaySection
{
    private const int MaxPoints = 400;
    private static readonly double[] Probabilities = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1];

    public static ReportSection Of(ReportScope scope)
    {
        double[][] delays = [.. scope.Runs.Select(run => Sorted(run, job => job.QueueingDelay?.TotalSeconds))];
        double[][] slowdowns = [.. scope.Runs.Select(run => Sorted(run, job => JobRows.BoundedSlowdown(job)))];
        return new ReportSection("delays", "Waiting and slowdown of the jobs",
            [.. Delay(scope, delays), .. Slowdown(scope, slowdowns)]);
    }

    private static IEnumerable<ReportBlock> Delay(ReportScope scope, double[][] values)
    {
        double most = values.Max(sample => sample.Length == 0 ? 0 : sample[^1]);
        if (most > 0)
        {
            string atOnce = string.Join(", ", scope.Runs.Select(
                (run, i) => $"{run.Name} {Readable.Percent(ShareAtMost(values[i], 1))}"));
            yield return Block(scope, values, "delay", "Queueing delay",
                $"Share of the started jobs that waited at most so long for their first start. Within a second "
                    + $"started: {atOnce}.",
                Axes.LogDuration("queueing delay, logarithmic", 1, most), Readable.DurationOf);
        }
    }

    private static IEnumerable<ReportBlock> Slowdown(ReportScope scope, double[][] values)
    {
        double most = values.Max(sample => sample.Length == 0 ? 0 : sample[^1]);
        if (most > 0)
        {
            yield return Block(scope, values, "slowdown", "Bounded slowdown",
                "Share of the ended jobs whose time in the system was at most so many times their run time; "
                + $"run times below {JobRows.SlowdownBound.TotalSeconds:0} s count as "
                + $"{JobRows.SlowdownBound.TotalSeconds:0} s.",
                Axes.Log("bounded slowdown, logarithmic", 1, most), value => Readable.Significant(value));
        }
    }

    private static ChartBlock Block(
        ReportScope scope, double[][] values, string id, string title, string caption, Axis x,
        Func<double, string> text)
    {
        ImmutableArray<ChartLine> lines =
            [.. scope.Runs.Select((run, i) => new ChartLine(run.Name, run.Style, Points(values[i], x.Min)))];
        string medians = string.Join(", ",
            scope.Runs.Select((run, i) => $"{run.Name} {text(Quantiles.OfSorted(values[i], 0.5))}"));
        return new ChartBlock(id, caption,
            new LineChart(
                $"Distribution of the {title.ToLowerInvariant()}", $"Medians: {medians}.", x, Axes.Share("jobs (%)"),
                    lines),
            new TableBlock(title, ["quantile", .. scope.Runs.Select(run => run.Name)],
                [.. Probabilities.Select(p => (ImmutableArray<string>)
                    [Name(p), .. values.Select(sample => text(Quantiles.OfSorted(sample, p)))])], []));
    }

    private static string Name(double probability) =>
        probability == 1 ? "greatest" : probability == 0.5 ? "median" : $"{Readable.Percent(probability)} of jobs";

    private static ImmutableArray<ChartPoint> Points(double[] sorted, double min) => sorted.Length == 0 ? [] :
    [
        new ChartPoint(min, ShareAtMost(sorted, min)),
        .. Ecdf.Points(sorted, MaxPoints).Where(step => step.Value > min)
            .Select(step => new ChartPoint(step.Value, step.Share)),
    ];

    private static double ShareAtMost(double[] sorted, double value) =>
        sorted.Length == 0 ? 0 : sorted.Count(found => found <= value) / (double)sorted.Length;

    private static double[] Sorted(ReportRun run, Func<JobResult, double?> value)
    {
        double[] values = [.. run.Result.Jobs.Select(value).OfType<double>()];
        Array.Sort(values);
        return values;
    }
}
