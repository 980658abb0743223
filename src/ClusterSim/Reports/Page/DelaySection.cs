using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;
using ClusterSim.Statistics;

namespace ClusterSim.Reports.Page;

/// <summary>How waiting and slowdown are spread over the jobs.</summary>
internal static class DelaySection
{
    private const int MaxPoints = 400;
    private static readonly double[] Probabilities = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1];

    // Below this, a chart on a logarithmic axis that starts at 1 shows nothing but its left edge.
    private const double Visible = 1.05;

    public static ReportSection Of(ReportScope scope)
    {
        double[][] waits = [.. scope.Runs.Select(run => Sorted(
            run, job => JobMeasures.Ended(job) ? job.TotalWaitTime.TotalSeconds : null))];
        double[][] slowdowns = [.. scope.Runs.Select(run => Sorted(run, job => JobRows.BoundedSlowdown(job)))];
        return new ReportSection("delays", "Waiting and slowdown of the jobs",
            waits.All(sample => sample.Length == 0) ? [] : [Wait(scope, waits), Slowdown(scope, slowdowns)]);
    }

    private static ReportBlock Wait(ReportScope scope, double[][] values)
    {
        double most = Greatest(values);
        if (most <= Visible)
        {
            return new ParagraphBlock(most == 0
                ? "No job waited: each started when it was submitted."
                : $"Hardly any waiting: no job waited longer than {Readable.Duration(most)}.");
        }

        string atOnce = string.Join(", ", scope.Runs.Select(
            (run, i) => $"{run.Name} {Readable.Percent(ShareAtMost(values[i], 1))}"));
        return Block(scope, values, "wait", "Wait",
            "Share of the ended jobs that waited at most so long, all their stays in the queue together. "
                + $"At most a second: {atOnce}.",
            Axes.LogDuration("wait, logarithmic", 1, most), Readable.DurationOf);
    }

    private static ReportBlock Slowdown(ReportScope scope, double[][] values)
    {
        string bound = $"run times below {JobRows.SlowdownBound.TotalSeconds:0} s count as "
            + $"{JobRows.SlowdownBound.TotalSeconds:0} s.";
        double most = Greatest(values);
        return most <= Visible
            ? new ParagraphBlock("No job was slowed down: the bounded slowdown of each is "
                + (most == 1 ? "1; " : $"at most {Readable.Significant(most)}; ") + bound)
            : Block(scope, values, "slowdown", "Bounded slowdown",
                "Share of the ended jobs whose time in the system was at most so many times their run time; " + bound,
                Axes.Log("bounded slowdown, logarithmic", 1, most), value => Readable.Significant(value));
    }

    private static double Greatest(double[][] values) =>
        values.Max(sample => sample.Length == 0 ? 0 : sample[^1]);

    private static ChartBlock Block(
        ReportScope scope, double[][] values, string id, string title, string caption, Axis x,
        Func<double, string> text)
    {
        ImmutableArray<ChartLine> lines =
            [.. scope.Runs.Select((run, i) => new ChartLine(run.Name, run.Style, Points(values[i], x)))];
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

    // To the end of the axis, so that a run in which nobody waited is a line too.
    private static ImmutableArray<ChartPoint> Points(double[] sorted, Axis x) => sorted.Length == 0 ? [] :
    [
        new ChartPoint(x.Min, ShareAtMost(sorted, x.Min)),
        .. Ecdf.Points(sorted, MaxPoints).Where(step => step.Value > x.Min)
            .Select(step => new ChartPoint(step.Value, step.Share)),
        new ChartPoint(x.Max, 1),
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
