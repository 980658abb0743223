using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>Sorts jobs into classes.</summary>
internal static class JobClasses
{
    /// <summary>Class of everything that is not among the greatest.</summary>
    public const string Others = "others";

    /// <summary>Class of jobs for which the workload gives no name.</summary>
    public const string Unnamed = "(none)";

    private static readonly string[] Sizes = ["0", "<1", "1", "2-7", "8", ">8"];

    /// <summary>
    /// Position of the job's size among <see cref="Sizes"/>: shares of a GPU (or core) below one, one, up to seven,
    /// eight, more.
    /// </summary>
    /// <param name="request">What was asked.</param>
    /// <param name="byGpus">Whether GPUs count, not cores.</param>
    public static int SizeOf(JobRequest request, bool byGpus)
    {
        long milli = byGpus ? request.TotalGpuMilli : request.TotalCpuMilli;
        return milli switch { 0 => 0, < 1000 => 1, 1000 => 2, < 8000 => 3, 8000 => 4, _ => 5 };
    }

    /// <summary>Name of a size class with its unit.</summary>
    public static string SizeName(int size, bool byGpus) =>
        Sizes[size] + (byGpus ? " GPU" : " core") + (size == 2 ? "" : "s");

    /// <summary>
    /// Resource time that a job asks whatever the policy: GPU-seconds, or core-seconds where there are no GPUs.
    /// </summary>
    public static double Demand(Job job, bool byGpus) =>
        (byGpus ? job.Request.TotalGpuMilli : job.Request.TotalCpuMilli) / 1000.0 * job.Profile.RunTime.TotalSeconds;

    /// <summary>
    /// Jobs by name, the greatest demand first and equal ones by name; the ones after <paramref name="top"/> together.
    /// </summary>
    public static List<(string Name, List<int> Jobs)> Greatest(
        IEnumerable<int> jobs, Func<int, string> name, Func<int, double> demand, int top)
    {
        Dictionary<string, (List<int> Jobs, double Demand)> groups = new(StringComparer.Ordinal);
        foreach (int job in jobs)
        {
            string key = name(job);
            (List<int> Jobs, double Demand) group = groups.TryGetValue(key, out var known) ? known : ([], 0);
            group.Jobs.Add(job);
            groups[key] = (group.Jobs, group.Demand + demand(job));
        }

        var ordered = groups.OrderByDescending(group => group.Value.Demand)
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        List<(string Name, List<int> Jobs)> classes = [];
        foreach ((string key, (List<int> members, _)) in ordered)
        {
            if (classes.Count < top || groups.Count == top + 1)
            {
                classes.Add((key.Length == 0 ? Unnamed : key, members));
            }
            else if (classes.Count == top)
            {
                classes.Add((Others, [.. members]));
            }
            else
            {
                classes[^1].Jobs.AddRange(members);
            }
        }

        return classes;
    }
}
