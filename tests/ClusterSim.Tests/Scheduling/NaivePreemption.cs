using static ClusterSim.Tests.Scheduling.NaiveSchedulers;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Preemption as plainly as its definition: at each submission and end the cluster is taken to be empty and all jobs,
/// running or waiting, ask in the order of (key, running before waiting, first start, submission); who fits runs.
/// </summary>
internal static class NaivePreemption
{
    /// <summary>End times under shortest or longest remaining estimate first, or greatest priority first.</summary>
    public static int[] Ends(NaiveJob[] jobs, int processors, string policy, bool oldestGivesWay)
    {
        int[] executed = new int[jobs.Length];
        int[] ends = [.. jobs.Select(_ => -1)];
        int[] starts = [.. jobs.Select(_ => int.MaxValue)];
        HashSet<int> running = [];
        for (int now = 0; ends.Contains(-1); now++)
        {
            int[] done = [.. running.Where(j => executed[j] == jobs[j].Run)];
            Array.ForEach(done, j => ends[j] = now);
            running.ExceptWith(done);
            if (done.Length > 0 || policy == "lrpt" || jobs.Any(job => job.Submit == now))
            {
                double Key(int j) => policy switch
                {
                    "srtf" => Math.Max(0, jobs[j].Estimate - executed[j]),
                    "lrpt" => -Math.Ceiling(Math.Max(0, jobs[j].Estimate - executed[j]) / 2.0),
                    _ => -jobs[j].Priority,
                };
                int ByStart(int j) => oldestGivesWay && running.Contains(j) ? -starts[j] : starts[j];
                int free = processors;
                running = [.. Enumerable.Range(0, jobs.Length).Where(j => jobs[j].Submit <= now && ends[j] < 0)
                    .OrderBy(j => (Key(j), !running.Contains(j), ByStart(j), j)).ToArray()
                    .Where(j => jobs[j].Size <= free && (free -= jobs[j].Size) >= 0)];
            }

            foreach (int job in running)
            {
                starts[job] = Math.Min(starts[job], now);
                executed[job]++;
            }
        }

        return ends;
    }
}
