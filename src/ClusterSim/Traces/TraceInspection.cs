using System.Collections.Immutable;
using ClusterSim.Statistics;
using ClusterSim.Traces.Inspection;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>What is in a trace: counts, spans, distributions, load over time and quirks.</summary>
public sealed record TraceInspection
{
    /// <summary>
    /// What the reader found: rows kept, repaired and left out, and what the trace says about itself.
    /// </summary>
    public required TraceReport Report { get; init; }

    /// <summary>The machine that the trace names.</summary>
    /// <value><c>null</c> when it names none.</value>
    public MachineHint? Machine { get; init; }

    /// <summary>Number of jobs.</summary>
    public required int Jobs { get; init; }

    /// <summary>Number of instances of all jobs.</summary>
    public required long Instances { get; init; }

    /// <summary>Different users that are named.</summary>
    public required int Users { get; init; }

    /// <summary>Different applications that are named.</summary>
    public required int Applications { get; init; }

    /// <summary>Different queues that are named.</summary>
    public required int Queues { get; init; }

    /// <summary>Jobs that stood before the trace began.</summary>
    public required int StandingJobs { get; init; }

    /// <summary>Jobs that were still running when the trace ended.</summary>
    public required int CensoredJobs { get; init; }

    /// <summary>First submission in seconds of the workload's time.</summary>
    public required double FirstSubmitSeconds { get; init; }

    /// <summary>Last submission in seconds.</summary>
    public required double LastSubmitSeconds { get; init; }

    /// <summary>
    /// Run times in seconds of the jobs whose run time is known whole: submitted inside the trace and ended inside it.
    /// </summary>
    public required Distribution RunTimeSeconds { get; init; }

    /// <summary>Recorded queueing delays in seconds: first start minus submission.</summary>
    public required Distribution DelaySeconds { get; init; }

    /// <summary>Seconds between one submission and the next, of jobs that were submitted inside the trace.</summary>
    public required Distribution InterarrivalSeconds { get; init; }

    /// <summary>GPUs per job that asks for any; a share of a GPU counts as such.</summary>
    public required Distribution GpusPerJob { get; init; }

    /// <summary>Cores per job that asks for any.</summary>
    public required Distribution CoresPerJob { get; init; }

    /// <summary>Run time against requested walltime.</summary>
    /// <value><c>null</c> when no job has a walltime.</value>
    public InspectedEstimates? Estimates { get; init; }

    /// <summary>What the jobs do with the GPUs that they hold.</summary>
    /// <value><c>null</c> when the trace does not say.</value>
    public InspectedUtilization? Utilization { get; init; }

    /// <summary>Demand over time.</summary>
    public required InspectedLoad Load { get; init; }

    /// <summary>
    /// The jobs by size, role, outcome, limit per node, GPU models, queue, user and application, where these differ.
    /// </summary>
    public required ImmutableArray<InspectedBreakdown> Breakdowns { get; init; }

    /// <summary>Inspects a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="bins">Stretches of time of the load, 1 or more.</param>
    /// <param name="top">Most classes shown where names divide the jobs, 1 or more.</param>
    public static TraceInspection Of(Trace trace, int bins = 24, int top = 10)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        ImmutableArray<Job> jobs = trace.ToWorkload().Jobs;
        return InspectionFigures.Of(trace, jobs, bins, top);
    }

    /// <summary>The inspection as Markdown, with one table per question.</summary>
    public string ToMarkdown() => InspectionPage.Markdown(InspectionSections.Of(this));

    /// <summary>The inspection as plain text in columns.</summary>
    public string ToText() => InspectionPage.Text(InspectionSections.Of(this));
}
