using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Reports.Charts;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Reports.Page;

/// <summary>Jobs that never started or did not end, and what policies asked in vain.</summary>
internal static class UnfinishedSection
{
    private const int MaxJobs = 12;
    private static readonly JobStatus[] Left = [JobStatus.Rejected, JobStatus.Pending, JobStatus.Running,
        JobStatus.Unsubmitted];

    public static ReportSection Of(ReportScope scope) => new("unfinished", "Jobs that never started or did not end",
    [
        Counts(scope), .. scope.Runs.SelectMany(Jobs), .. scope.Runs.Where(run => run.Result.Refusals.Length > 0)
            .Select(Refusals),
    ]);

    private static ReportBlock Counts(ReportScope scope)
    {
        JobStatus[] found = [.. Left.Where(
            status => scope.Runs.Any(run => run.Result.Jobs.Any(job => job.Status == status)))];
        return found.Length == 0
            ? new ParagraphBlock("None: every job started and ended.")
            : new TableBlock("At the end of the run", ["status", .. scope.Runs.Select(run => run.Name)],
                [.. found.Select(status => (ImmutableArray<string>)
                    [Words(status),
                        .. scope.Runs.Select(
                            run => Readable.Count(run.Result.Jobs.Count(job => job.Status == status)))])], []);
    }

    private static IEnumerable<ReportBlock> Jobs(ReportRun run)
    {
        int[] never = [.. Enumerable.Range(0, run.Result.Jobs.Length).Where(i => run.Result.Jobs[i].StartTime.IsNever)];
        if (never.Length == 0)
        {
            yield break;
        }

        string title = never.Length > MaxJobs
            ? $"First {MaxJobs} of {Readable.Count(never.Length)} jobs that never started under {run.Name}"
            : $"Jobs that never started under {run.Name}";
        yield return new TableBlock(title, ["job", "user", "submitted at", "instances", "GPUs", "cores", "status"],
            [.. never.Take(MaxJobs).Select(i => Row(run.Result.Workload.Jobs[i], run.Result.Jobs[i]))], [1, 6]);
    }

    private static ImmutableArray<string> Row(Job job, in JobResult result) =>
    [
        job.Id, job.Request.User, Readable.Duration(result.SubmitTime.Seconds), Readable.Count(job.Request.Instances),
        Readable.Significant(job.Request.TotalGpuMilli / 1000.0),
            Readable.Significant(job.Request.TotalCpuMilli / 1000.0),
        Words(result.Status),
    ];

    private static TableBlock Refusals(ReportRun run) => new(
        $"Plans of {run.Name} that were refused",
            ["what it asked", "why it was refused", "how often", "first at", "first job"],
        [.. run.Result.Refusals.Select(refusal => (ImmutableArray<string>)
        [
            refusal.Verb, refusal.Reason.ToString(), Readable.Count(refusal.Count),
                Readable.Duration(refusal.FirstTime.Seconds),
            refusal.FirstJob < 0 ? Readable.None : run.Result.Workload.Jobs[refusal.FirstJob].Id,
        ])], [1, 4]);

    private static string Words(JobStatus status) => status switch
    {
        JobStatus.Rejected => "turned away",
        JobStatus.Pending => "still waiting",
        JobStatus.Running => "still running",
        JobStatus.Unsubmitted => "not submitted yet",
        _ => JobRows.NameOf(status),
    };
}
