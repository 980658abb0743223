using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Traces.Inspection;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>
/// What a trace is worth for a replay, before anything runs: whether the platform can carry it, which rows cannot be
/// right, and what is known about it.
/// </summary>
public sealed record TraceAudit
{
    /// <summary>The platform that it was audited against.</summary>
    /// <value>Empty: none, so that loads and misfits are unknown.</value>
    public string Platform { get; init; } = "";

    /// <summary>Demand against capacity.</summary>
    /// <value><c>null</c> without a platform.</value>
    public OfferedLoad? Load { get; init; }

    /// <summary>Jobs that can never run on the platform, by cause.</summary>
    public ImmutableArray<MisfitGroup> Misfits { get; init; } = [];

    /// <summary>Rows that are impossible or suspicious; the impossible first.</summary>
    public ImmutableArray<SuspectRows> Suspects { get; init; } = [];

    /// <summary>What is known to be wrong with the trace, whatever file it comes in.</summary>
    public ImmutableArray<KnownIssue> KnownIssues { get; init; } = [];

    /// <summary>
    /// The answer in sentences: which queue cannot drain and which jobs can never run; one sentence when all is well.
    /// </summary>
    public ImmutableArray<string> Verdicts => AuditVerdicts.Of(this);

    /// <summary>Audits a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="platform">
    /// The platform to run it on. <c>null</c>: the machine that the trace names; without one, only the rows are looked
    /// at.
    /// </param>
    /// <exception cref="PlatformException">The machine that the trace names cannot be made.</exception>
    public static TraceAudit Of(Trace trace, Platform? platform = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        platform ??= trace.Machine is { } machine ? Platforms.Platform.Load(machine.Shorthand) : null;
        Workload workload = trace.ToWorkload();
        ImmutableArray<Job> jobs = workload.Jobs;
        return new TraceAudit
        {
            Platform = platform?.Name ?? "",
            Load = platform is null || jobs.IsEmpty ? null : OfferedLoad.Of(workload, platform),
            Misfits = platform is null ? [] : Auditing.Misfits.Of(jobs, new FitTable(platform)),
            Suspects = jobs.IsEmpty ? [] : SuspectsOf(trace, jobs, platform),
            KnownIssues = KnownTraces.IssuesOf(trace),
        };
    }

    /// <summary>The audit as Markdown, with sections of the second level.</summary>
    public string ToMarkdown() => InspectionPage.Markdown(AuditSections.Of(this), "## ");

    /// <summary>The audit as plain text in columns.</summary>
    public string ToText() => InspectionPage.Text(AuditSections.Of(this));

    private static ImmutableArray<SuspectRows> SuspectsOf(Trace trace, ImmutableArray<Job> jobs, Platform? platform)
    {
        IReadOnlyList<(Job Job, int Line)> rows = trace.RowsByLine();
        Dictionary<string, int> lineOf = rows.ToDictionary(row => row.Job.Id, row => row.Line, StringComparer.Ordinal);
        List<SuspectRows> found = [.. new SuspectChecks(jobs, platform).Of(rows)];
        found.AddRange(platform is null ? [] : RecordedConcurrency.Of(jobs, platform, lineOf));
        if (SubmissionSpikes.Of(jobs, lineOf) is { } spikes)
        {
            found.Add(spikes);
        }

        return [.. found.OrderByDescending(rows => rows.Severity)];
    }
}
