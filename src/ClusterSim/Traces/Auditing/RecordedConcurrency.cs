using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>Whether the recorded starts and ends have more in use at once than the platform has.</summary>
internal static class RecordedConcurrency
{
    private const double Milli = 1000;

    /// <summary>One entry each for GPUs and cores where that is so.</summary>
    public static IEnumerable<SuspectRows> Of(
        ImmutableArray<Job> jobs, Platform platform, IReadOnlyDictionary<string, int> lineOf)
    {
        long gpuMilli = platform.TotalGpus * (long)Milli;
        if (gpuMilli > 0 && Check(jobs, job => job.Request.TotalGpuMilli, gpuMilli, "GPUs", lineOf) is { } gpus)
        {
            yield return gpus;
        }

        if (platform.Nodes.All(node => node.CpuLimited)
            && Check(jobs, job => job.Request.TotalCpuMilli, platform.TotalCpuMilli, "cores", lineOf) is { } cores)
        {
            yield return cores;
        }
    }

    private static SuspectRows? Check(
        ImmutableArray<Job> jobs, Func<Job, long> milli, long capacity, string unit,
        IReadOnlyDictionary<string, int> lineOf)
    {
        // At one instant ends come before starts, since a negative change sorts first.
        List<(long Ticks, long Change, int Job)> changes = [];
        for (int i = 0; i < jobs.Length; i++)
        {
            if (jobs[i].Recorded is { Start: { } start, End: { } end } && end > start && milli(jobs[i]) > 0)
            {
                changes.Add((start.Ticks, milli(jobs[i]), i));
                changes.Add((end.Ticks, -milli(jobs[i]), i));
            }
        }

        changes.Sort();
        long used = 0, peak = 0, above = 0, since = 0;
        List<int> over = [];
        int times = 0;
        foreach ((long ticks, long change, int job) in changes)
        {
            above += used > capacity ? ticks - since : 0;
            bool before = used > capacity;
            used += change;
            since = ticks;
            peak = Math.Max(peak, used);
            if (!before && used > capacity)
            {
                times++;
                over.Add(job);
            }
        }

        if (times == 0)
        {
            return null;
        }

        double share = above / (double)(changes[^1].Ticks - changes[0].Ticks);
        string what = string.Create(
            CultureInfo.InvariantCulture,
            $"moments when the recorded jobs begin to hold more than the {capacity / Milli} {unit} there are (at most "
                + $"{peak / Milli}, for {share:0.00 %} of the time)");
        int[] first = [.. over.Take(5)];
        return new SuspectRows(
            what, SuspectSeverity.Impossible, times, [.. first.Select(job => (long)lineOf[jobs[job].Id])],
            [.. first.Select(job => jobs[job].Id)]);
    }
}
