using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Statistics;

namespace ClusterSim.Traces.Inspection;

/// <summary>Puts the figures of an inspection into sections.</summary>
internal static class InspectionSections
{
    private const double SecondsPerDay = 86_400;

    private static readonly ImmutableArray<string> s_spread =
        ["quantity", "jobs", "mean", "p50", "p95", "p99", "max", "80 % of the sum in"];

    // The third is completed with the unit.
    private static readonly ImmutableArray<string> s_classes =
    [
        "class", "jobs", "", "run time mean (s)", "p50", "p95", "p99", "delay mean (s)", "p50", "p95", "p99",
        "share of delay",
    ];

    public static IEnumerable<InspectionTable> Of(TraceInspection figures) =>
        new[] { Overview(figures), Distributions(figures), Requests(figures), Utilization(figures.Utilization),
            Load(figures.Load), Bins(figures.Load) }
            .Concat(figures.Breakdowns.Select(Breakdown))
            .Append(Quirks(figures.Report))
            .Where(section => section.Lines.Length + section.Rows.Length > 0);

    private static ImmutableArray<ImmutableArray<string>> Nothing => [];

    /// <summary>A number with thousands separators and at most so many decimals; a dash for none.</summary>
    private static string Number(double? value, int decimals = 3) =>
        value?.ToString("#,0." + new string('#', decimals), CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? share) =>
        share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "-";

    private static InspectionTable Overview(TraceInspection figures)
    {
        TraceReport report = figures.Report;
        List<string[]> rows =
        [
            ["format", report.Format],
            ["SHA-256", report.Checksum],
            ["rows read", Number(report.RowsRead)],
            ["jobs", Number(figures.Jobs)],
            ["rows repaired, left out", $"{Number(report.RowsRepaired)}, {Number(report.RowsLeftOut)}"],
            ["instances", Number(figures.Instances)],
            ["users, applications, queues",
                $"{Number(figures.Users)}, {Number(figures.Applications)}, {Number(figures.Queues)}"],
            ["stood before the trace began", Number(figures.StandingJobs)],
            ["still running when it ended", Number(figures.CensoredJobs)],
            ["submissions (s)", $"{Number(figures.FirstSubmitSeconds)} to {Number(figures.LastSubmitSeconds)}"],
            ["span to the last end (days)", Number(figures.Load.SpanSeconds / SecondsPerDay)],
        ];
        rows.AddRange(report.TimeZero.Length > 0 ? [["time 0 is", report.TimeZero]] : []);
        rows.AddRange(figures.Machine is { } machine ? [["machine", $"{machine.Shorthand} ({machine.Source})"]] : []);
        rows.AddRange(report.Properties.Select(property => new[] { property.Name, property.Value }));
        return new InspectionTable(report.FileName, [], ["", ""], [.. rows.Select(row => row.ToImmutableArray())]);
    }

    private static InspectionTable Distributions(TraceInspection figures) => new(
        "Distributions",
        [],
        s_spread,
        [
            Spread("run time (s)", figures.RunTimeSeconds),
            Spread("queueing delay (s)", figures.DelaySeconds),
            Spread("between submissions (s)", figures.InterarrivalSeconds),
            .. figures.GpusPerJob.Count > 0 ? [Spread("GPUs per job", figures.GpusPerJob)] : Nothing,
            .. figures.CoresPerJob.Count > 0 ? [Spread("cores per job", figures.CoresPerJob)] : Nothing,
        ]);

    private static ImmutableArray<string> Spread(string quantity, Distribution spread) =>
    [
        quantity, Number(spread.Count), Number(spread.Mean, 6), Number(spread.P50), Number(spread.P95),
        Number(spread.P99),
        Number(spread.Max), spread.FewestHolding80Percent is { } few ? $"{Number(few)} jobs" : "-",
    ];

    private static InspectionTable Requests(TraceInspection figures)
    {
        List<ImmutableArray<string>> rows = [];
        foreach (RequestLimit sum in figures.Report.RequestLimits)
        {
            rows.Add([sum.Resource, Number(sum.Requested), Number(sum.Limit), Percent(sum.Ratio),
                Number(sum.RowsBelowLimit)]);
        }

        string[] lines = figures.Estimates is { } estimates
            ?
            [
                $"Run time over requested walltime, {Number(estimates.Jobs)} jobs: mean "
                    + $"{Number(estimates.RunTimeOverWalltime.Mean)}, "
                + $"p50 {Number(estimates.RunTimeOverWalltime.P50)}, p95 {Number(estimates.RunTimeOverWalltime.P95)}, "
                + $"p99 {Number(estimates.RunTimeOverWalltime.P99)}.",
                $"{Percent(estimates.UsedShare)} of the requested time was used; "
                    + $"{Number(estimates.JobsAboveWalltime)} jobs ran longer than requested.",
            ]
            : [];
        return new InspectionTable(
            "Request against limit", [.. lines], ["resource", "requested", "limit", "ratio", "rows below their limit"],
            [.. rows]);
    }

    private static InspectionTable Utilization(InspectedUtilization? known) => new(
        "GPU utilization",
        known is null
            ? []
            :
            [
                $"{Percent(known.MeanUtilization)} of the {Number(known.GpuHours, 1)} GPU-hours of "
                + $"{Number(known.Jobs)} jobs.",
            ],
        ["what the jobs do", "share of GPU-hours", "mean utilization"],
        [
            .. (known?.Kinds ?? []).Select(kind => ImmutableArray.Create(
                kind.Kind.ToString(), Percent(kind.ShareOfGpuHours), Percent(kind.MeanUtilization))),
        ]);

    private static InspectionTable Load(InspectedLoad load)
    {
        List<string> lines =
        [
            $"GPU-hours: {Number(load.GpuHours, 0)}; most GPUs in use at once: {Number(load.PeakGpus)}.",
            $"Core-hours: {Number(load.CoreHours, 0)}; most cores in use at once: {Number(load.PeakCores)}.",
        ];
        if (load.MachineCores is { } cores)
        {
            lines.Add(
                $"Utilization of {Number(cores)} cores: {Number(load.MachineUtilization)}; "
                + $"{(load.ShareOfTimeAboveMachine ?? 0).ToString("0.00 %", CultureInfo.InvariantCulture)} of the "
                    + "time more are in use than the machine has.");
        }

        return new InspectionTable("Load", [.. lines], [], []);
    }

    private static InspectionTable Bins(InspectedLoad load)
    {
        const double secondsPerHour = 3_600, fewest = 4;
        (double seconds, string unit) = load.SpanSeconds >= fewest * SecondsPerDay ? (SecondsPerDay, "days")
            : load.SpanSeconds >= fewest * secondsPerHour ? (secondsPerHour, "hours")
            : (1, "s");
        return new InspectionTable(
            "Load over time",
            [],
            [$"from ({unit})", $"to ({unit})", "submissions", "mean GPUs", "mean cores"],
            [
                .. load.Bins.Select(bin => ImmutableArray.Create(
                    Number(bin.StartSeconds / seconds, 2), Number(bin.EndSeconds / seconds, 2), Number(bin.Submissions),
                    Number(bin.MeanGpus, 1), Number(bin.MeanCores, 1))),
            ]);
    }

    private static InspectionTable Breakdown(InspectedBreakdown breakdown)
    {
        string shown = breakdown.Classes.Length < breakdown.ClassCount
            ? $" (the first {breakdown.Classes.Length} of {Number(breakdown.ClassCount)})"
            : "";
        return new InspectionTable("By " + breakdown.By + shown, [],
            s_classes.SetItem(2, "share of " + breakdown.DemandUnit), [.. breakdown.Classes.Select(ClassRow)]);
    }

    private static ImmutableArray<string> ClassRow(InspectedClass jobs) =>
    [
        jobs.Name, Number(jobs.Jobs), Percent(jobs.DemandShare),
        Number(jobs.RunTimeSeconds.Mean, 6), Number(jobs.RunTimeSeconds.P50), Number(jobs.RunTimeSeconds.P95),
        Number(jobs.RunTimeSeconds.P99),
        Number(jobs.DelaySeconds.Mean, 6), Number(jobs.DelaySeconds.P50), Number(jobs.DelaySeconds.P95),
        Number(jobs.DelaySeconds.P99),
        Percent(jobs.DelayShare),
    ];

    private static InspectionTable Quirks(TraceReport report) =>
        new("Quirks", [.. report.Notes.Select(TraceReport.Describe)], [], []);
}
