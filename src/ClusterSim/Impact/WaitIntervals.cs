using ClusterSim.Engine;
using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>
/// Intervals of the mean wait of classes of jobs. Users are what varies, with all their jobs of the class; jobs without
/// a named user stand each by itself.
/// </summary>
internal static class WaitIntervals
{
    private const int LeastUsers = 2;

    /// <summary>By the name of the size that jobs ask for; none for classes of a single user.</summary>
    public static IReadOnlyDictionary<string, ConfidenceInterval?> BySize(RunResult run, MetricsOptions options)
    {
        (int[] jobs, _) = JobWindow.Of(run.Workload, options.Checked());
        bool byGpus = run.Platform.TotalGpus > 0;
        return Of(run, jobs.GroupBy(job => JobClasses.SizeOf(run.Workload.Jobs[job].Request, byGpus))
            .Select(size => (JobClasses.SizeName(size.Key, byGpus), size.ToArray())));
    }

    /// <summary>By the name of the tenth of the users by demand.</summary>
    public static IReadOnlyDictionary<string, ConfidenceInterval?> ByTenth(RunResult run, MetricsOptions options) =>
        Of(run, AccessBuilder.TenthsOf(run, options.Checked()));

    private static Dictionary<string, ConfidenceInterval?> Of(
        RunResult run, IEnumerable<(string Name, int[] Jobs)> classes)
    {
        Dictionary<string, ConfidenceInterval?> intervals = new(StringComparer.Ordinal);
        foreach ((string name, int[] jobs) in classes)
        {
            int[] ended = [.. jobs.Where(job => JobMeasures.Ended(run.Jobs[job]))];
            var users = ended.GroupBy(job => UserOf(run.Workload.Jobs[job])).ToArray();
            if (users.Length >= LeastUsers)
            {
                intervals.Add(name, RatioInterval.Of(
                    [.. users.Select(user => user.Sum(job => run.Jobs[job].TotalWaitTime.TotalSeconds))],
                    [.. users.Select(user => (double)user.Count())]));
            }
        }

        return intervals;
    }

    private static (string User, string Job) UserOf(Job job) =>
        job.Request.User.Length > 0 ? (job.Request.User, "") : ("", job.Id);
}
