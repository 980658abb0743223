using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Reports.Privacy;

/// <summary>
/// Writes the tables of a finished run so that they can be published: names hashed with a key, times and sizes made
/// coarser, and jobs left out that too few users could have submitted.
/// </summary>
public static class Publication
{
    private static readonly ImmutableArray<TimeSpan> s_steps =
    [
        TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30),
    ];

    /// <summary>
    /// Writes <c>jobs.csv</c>, <c>usage.csv</c> and, when the run has them, <c>allocations.csv</c> and the rows of
    /// <c>users.csv</c> of those users of whom no job is left out.
    /// </summary>
    /// <param name="folder">The folder of a finished run.</param>
    /// <param name="target">Where the tables go; made when it is missing.</param>
    /// <param name="options">Key, crowd and step.</param>
    /// <returns>What was left out.</returns>
    /// <exception cref="ReportException">The folder holds no finished run.</exception>
    /// <exception cref="ArgumentException">The key, the crowd or the step is too small.</exception>
    public static PublicationReport Write(string folder, string target, PublishOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        FinishedRun run = FinishedRun.Read(folder);
        HashSet<string> suppressed = Rare(run.Result, options.Crowd, options.Step);
        PublishedTable table = new(new KeyedNames(options.Key.ToArray()), options.Step, suppressed);
        Directory.CreateDirectory(target);
        table.Copy(
            Path.Combine(folder, ResultFiles.Jobs), Path.Combine(target, ResultFiles.Jobs), ResultColumns.Jobs);
        table.Copy(
            Path.Combine(folder, ResultFiles.Usage), Path.Combine(target, ResultFiles.Usage), ResultColumns.Usage);
        string allocations = Path.Combine(folder, ResultFiles.Allocations);
        if (ResultTable.FileOf(allocations) is not null)
        {
            table.Copy(allocations, Path.Combine(target, ResultFiles.Allocations), ResultColumns.Allocations);
        }

        CopyUsers(folder, target, run.Result.Workload, suppressed, options);
        return ReportOf(run, suppressed, options);
    }

    // The row of a user sums up all jobs: it would tell what those left out came to.
    private static void CopyUsers(
        string folder, string target, Workload workload, HashSet<string> suppressed, PublishOptions options)
    {
        string users = Path.Combine(folder, ResultFiles.Users);
        if (ResultTable.FileOf(users) is null)
        {
            return;
        }

        HashSet<string> incomplete =
            [.. workload.Jobs.Where(job => suppressed.Contains(job.Id)).Select(job => job.Request.User)];
        new PublishedTable(new KeyedNames(options.Key.ToArray()), options.Step, incomplete, "user")
            .Copy(users, Path.Combine(target, ResultFiles.Users), ResultColumns.Users);
    }

    private static void Check(PublishOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Crowd, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Step, TimeSpan.Zero);
        if (options.Key.Length < 16)
        {
            throw new ArgumentException(
                $"found a key of {options.Key.Length} bytes, expected 16 or more.", nameof(options));
        }
    }

    private static HashSet<string> Rare(RunResult run, int crowd, TimeSpan step)
    {
        Crowds crowds = new();
        foreach (Job job in run.Workload.Jobs)
        {
            crowds.Add(KnownOf(job, step), job.Request.User, job.Id);
        }

        return
        [
            .. run.Workload.Jobs.Where(job => crowds.SizeOf(KnownOf(job, step)) < crowd).Select(job => job.Id),
        ];
    }

    private static KnownOfJob KnownOf(Job job, TimeSpan step) => new(
        Coarse.Point(new TimeSpan(job.SubmitTime.Ticks), step),
        Coarse.Size(job.Request.TotalGpuMilli / 1000.0),
        Coarse.Size(job.Request.TotalCpuMilli / 1000.0));

    private static PublicationReport ReportOf(FinishedRun run, HashSet<string> suppressed, PublishOptions options)
    {
        ImmutableArray<Job> jobs = run.Result.Workload.Jobs;
        double all = 0, left = 0;
        List<double> delays = [], published = [];
        for (int i = 0; i < jobs.Length; i++)
        {
            JobResult result = run.Result.Jobs[i];
            bool isLeft = suppressed.Contains(jobs[i].Id);
            all += result.AllocatedGpuSeconds;
            left += isLeft ? result.AllocatedGpuSeconds : 0;
            if (result.QueueingDelay is { } delay)
            {
                delays.Add(delay.TotalSeconds);
                published.AddRange(isLeft ? [] : [delay.TotalSeconds]);
            }
        }

        return new PublicationReport(
            run.Label, jobs.Length, suppressed.Count, all / 3600, left / 3600, Mean(delays), Mean(published),
            [.. s_steps.Select(step => Choice(run.Result, step, options.Crowd))]);
    }

    private static SuppressionChoice Choice(RunResult run, TimeSpan step, int crowd) =>
        new(step, run.Jobs.IsEmpty ? 0 : Rare(run, crowd, step).Count / (double)run.Jobs.Length);

    private static double Mean(List<double> values) => values.Count == 0 ? double.NaN : values.Average();
}
