using static ClusterSim.Tests.Scheduling.NaiveSchedulers;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Preemption as plainly as its definition: at each submission and end the cluster is taken to be empty and all jobs,
/// running or waiting, ask in the order of (key, running before waiting, first start, submission); who fits runs.
/// </summary>
internal static class NaivePreemption
{
    /// <summary>End times under shortest or longest remaining estimate first, or greatest priority first.</summary>
    public static int[] Ends(
        NaiveJob[] jobs, int processors, string policy, string victims, bool kill = false, int exempt = 0)
    {
        int[] saved = new int[jobs.Length];
        int[] lastStarts = [.. jobs.Select(_ => -1)];
        int[] executed = new int[jobs.Length];
        int[] ends = [.. jobs.Select(_ => -1)];
        int[] starts = [.. jobs.Select(_ => int.MaxValue)];
        HashSet<int> running = [];
        for (int now = 0; ends.Contains(-1); now++)
        {
            int[] done = [.. running.Where(j => executed[j] == jobs[j].Run)];
            Array.ForEach(done, j => ends[j] = now);
            running.ExceptWith(done);
            bool IsExempt(int j) => running.Contains(j) && now < lastStarts[j] + exempt;
            if (done.Length > 0 || policy == "lrpt" || jobs.Any(job => job.Submit == now)
                || (exempt > 0 && running.Any(j => lastStarts[j] + exempt == now)))
            {
                double Key(int j) => IsExempt(j) ? double.NegativeInfinity : policy switch
                {
                    "srtf" => Math.Max(0, jobs[j].Estimate - executed[j]),
                    "lrpt" => -Math.Ceiling(Math.Max(0, jobs[j].Estimate - executed[j]) / 2.0),
                    _ => -jobs[j].Priority,
                };
                int ByStart(int j) => !running.Contains(j) ? starts[j] : victims switch
                {
                    "oldest" => -starts[j],
                    "least-wasted" => -(executed[j] - saved[j]) * jobs[j].Size,
                    _ => starts[j],
                };
                int free = processors;
                HashSet<int> before = running;
                running = [.. Enumerable.Range(0, jobs.Length).Where(j => jobs[j].Submit <= now && ends[j] < 0)
                    .OrderBy(j => (Key(j), !running.Contains(j), ByStart(j), j)).ToArray()
                    .Where(j => jobs[j].Size <= free && (free -= jobs[j].Size) >= 0)];
                foreach (int stopped in before.Except(running))
                {
                    saved[stopped] = kill ? saved[stopped] : executed[stopped];
                    executed[stopped] = saved[stopped];
                }

                foreach (int started in running.Except(before))
                {
                    lastStarts[started] = now;
                }
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
