using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Journals;
using ClusterSim.Traces.Inspection;

namespace ClusterSim.Traces.Telemetry;

/// <summary>What is in telemetry.</summary>
public sealed record TelemetryInspection
{
    /// <summary>The file or folder.</summary>
    public required string Path { get; init; }

    /// <summary>What was found in each file.</summary>
    public required ImmutableArray<TelemetryFileReport> Files { get; init; }

    /// <summary>Jobs or pods; one that came again after a long gap counts each time.</summary>
    public required int Jobs { get; init; }

    /// <summary>Jobs that were there again after a gap longer than <see cref="GapLimitSeconds"/>.</summary>
    public required int JobsAfterGaps { get; init; }

    /// <summary>Jobs that were still there when the telemetry ended.</summary>
    public required int JobsAtEnd { get; init; }

    /// <summary>Nodes that are named.</summary>
    public required int Nodes { get; init; }

    /// <summary>Samples that count.</summary>
    public required long Samples { get; init; }

    /// <summary>From the first sample to an interval after the last one, in s.</summary>
    public required double SpanSeconds { get; init; }

    /// <summary>The most frequent time between two samples, in s.</summary>
    public required double IntervalSeconds { get; init; }

    /// <summary>The gap after which a job counts as ended, in s.</summary>
    public required double GapLimitSeconds { get; init; }

    /// <summary>Date and time at which it begins; empty when the source's clock has no dates.</summary>
    public required string TimeZero { get; init; }

    /// <summary>GPU-hours held while the GPU utilization was known.</summary>
    public required double MeasuredGpuHours { get; init; }

    /// <summary>GPU-hours held below 1 % GPU utilization.</summary>
    public required double IdleGpuHours { get; init; }

    /// <summary>Each metric that was measured.</summary>
    public required ImmutableArray<InspectedMetric> Metrics { get; init; }

    /// <summary>Inspects; reads the files once more and holds eight bytes for each sample.</summary>
    /// <param name="trace">The telemetry.</param>
    public static TelemetryInspection Of(TelemetryTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        IdleTime idle = new(trace.Workload);
        MetricFigures figures = new(idle);
        trace.Replay(figures);
        idle.End(trace.End);
        return new TelemetryInspection
        {
            Path = trace.Path,
            Files = trace.Files,
            Jobs = trace.Workload.Jobs.Length,
            JobsAfterGaps = trace.JobsAfterGaps,
            JobsAtEnd = trace.Workload.Jobs.Count(job => job.Profile.Censored),
            Nodes = trace.Nodes.Length,
            Samples = trace.Samples,
            SpanSeconds = trace.End.Seconds,
            IntervalSeconds = trace.Interval.TotalSeconds,
            GapLimitSeconds = trace.GapLimit.TotalSeconds,
            TimeZero = trace.TimeZero,
            MeasuredGpuHours = idle.MeasuredGpuHours,
            IdleGpuHours = idle.IdleGpuHours,
            Metrics = figures.All(),
        };
    }

    /// <summary>As plain text.</summary>
    public string ToText() => InspectionPage.Text(Sections());

    /// <summary>As Markdown.</summary>
    public string ToMarkdown() => InspectionPage.Markdown(Sections());

    private IEnumerable<InspectionTable> Sections()
    {
        string start = TimeZero.Length > 0 ? $" from {TimeZero}" : "";
        string[] lines =
        [
            Line($"{Jobs:N0} jobs, {JobsAfterGaps:N0} of them again after a gap, {JobsAtEnd:N0} there at the end"),
            Line($"{Samples:N0} samples in {SpanSeconds:N0} s{start}, mostly every {IntervalSeconds:0.###} s"),
            Line($"a job without samples for more than {GapLimitSeconds:N0} s counts as ended"),
            .. MeasuredGpuHours > 0
                ? [Line($"{MeasuredGpuHours:N1} GPU-hours measured, {IdleGpuHours:N1} of them below 1 % utilization")]
                : Array.Empty<string>(),
            .. Files.SelectMany(file => file.ToText().TrimEnd().Split('\n')),
        ];
        yield return new InspectionTable(System.IO.Path.GetFileName(Path.TrimEnd('/')), [.. lines], [], []);
        yield return new InspectionTable(
            "Metrics", [],
            ["metric", "unit", "samples", "jobs", "mean", "min", "25 %", "median", "75 %", "95 %", "max", "= 0", "< 1"],
            [.. Metrics.Select(Row)]);
    }

    private static ImmutableArray<string> Row(InspectedMetric metric) =>
    [
        metric.Name, metric.Unit, Line($"{metric.Samples:N0}"), Line($"{metric.Jobs:N0}"), Line($"{metric.Mean:N2}"),
        Line($"{metric.Minimum:N2}"), Line($"{metric.LowerQuartile:N2}"), Line($"{metric.Median:N2}"),
        Line($"{metric.UpperQuartile:N2}"), Line($"{metric.Quantile95:N2}"), Line($"{metric.Maximum:N2}"),
        Line($"{metric.ShareOfZero * 100:0.0} %"), Line($"{metric.ShareBelowOne * 100:0.0} %"),
    ];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
