using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Traces.Inspection;

namespace ClusterSim.Traces.Auditing;

/// <summary>What an audit says, by section.</summary>
internal static class AuditSections
{
    private static readonly ImmutableArray<string> s_loads =
        ["resource", "capacity", "asked (unit hours)", "offered load", "busiest hour", "busiest day"];

    private static readonly ImmutableArray<string> s_issues =
        ["what", "effect on a replay", "how it is handled", "source"];

    public static IEnumerable<InspectionTable> Of(TraceAudit audit) =>
        new[] { Verdict(audit), Loads(audit), Suspects(audit), Known(audit) }
            .Where(section => section.Lines.Length + section.Rows.Length > 0);

    private static InspectionTable Verdict(TraceAudit audit) => new(
        audit.Platform.Length > 0 ? "Verdict on platform " + audit.Platform : "Verdict", audit.Verdicts, [], []);

    private static InspectionTable Loads(TraceAudit audit) => new(
        "Offered load",
        audit.Load is null
            ? []
            : ["Run time times request of all jobs, over capacity times the time from first to last submission."],
        s_loads,
        [
            .. (audit.Load?.Resources ?? []).Select(load => ImmutableArray.Create(
                load.Resource, Number(load.Capacity, "#,0.##") + " " + load.Unit, Number(load.DemandedHours, "#,0"),
                Number(load.Load, "0.000"), Number(load.PeakHourLoad, "0.00"), Number(load.PeakDayLoad, "0.00"))),
        ]);

    private static InspectionTable Suspects(TraceAudit audit) => new(
        "Impossible and suspicious rows",
        audit.Suspects.IsEmpty ? ["None found."] : [],
        ["what", "severity", "count", "first lines", "first jobs"],
        [
            .. audit.Suspects.Select(rows => ImmutableArray.Create(
                rows.What, rows.Severity == SuspectSeverity.Impossible ? "impossible" : "suspicious",
                Number(rows.Count, "#,0"), string.Join(", ", rows.Lines), string.Join(", ", rows.JobIds))),
        ]);

    private static InspectionTable Known(TraceAudit audit) => new(
        "Known issues of this trace", [], s_issues,
        [
            .. audit.KnownIssues.Select(issue =>
                ImmutableArray.Create(issue.What, issue.Effect, issue.Handling, issue.Source)),
        ]);

    private static string Number(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
