namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Tiresias-L as plainly as its definition: second by second the cluster is taken to be empty and all jobs, running or
/// waiting, ask in the order of (queue, greatest index of the attained service if there is one, running before waiting,
/// first start, submission).
/// </summary>
internal static class NaiveTiresias
{
    public sealed record NaiveJob(int Submit, int Gpus, int Run);

    public sealed class Life
    {
        public int Queue { get; set; }

        public int Executed { get; set; }

        public int ServiceBase { get; set; }

        public int ExecutedBase { get; set; }

        public int StoppedAt { get; set; }

        public int Start { get; set; } = int.MaxValue;

        public int End { get; set; } = -1;

        public bool Running { get; set; }

        public int Restarts { get; set; }
    }

    public static Life[] Simulate(
        NaiveJob[] jobs, int gpus, int[] limits, int? knob, Func<int, double>? index = null)
    {
        Life[] lives = [.. jobs.Select(_ => new Life())];
        for (int now = 0; lives.Any(life => life.End < 0); now++)
        {
            for (int j = 0; j < jobs.Length; j++)
            {
                Life life = lives[j];
                if (life.Running && life.Executed == jobs[j].Run)
                {
                    (life.End, life.Running) = (now, false);
                }

                bool waits = life.End < 0 && !life.Running && life.Start < now;
                if (waits && Queue(jobs[j], life, limits) > 0
                    && now - life.StoppedAt >= knob * (life.Executed - life.ExecutedBase))
                {
                    (life.ServiceBase, life.ExecutedBase) = (life.Executed * jobs[j].Gpus, life.Executed);
                }

                life.Queue = Queue(jobs[j], life, limits);
            }

            Reschedule(jobs, lives, gpus, now, index ?? (_ => 0));
        }

        return lives;
    }

    private static int Queue(NaiveJob job, Life life, int[] limits) =>
        limits.Count(limit => (life.Executed * job.Gpus) - life.ServiceBase >= limit);

    private static void Reschedule(NaiveJob[] jobs, Life[] lives, int gpus, int now, Func<int, double> index)
    {
        int free = gpus;
        foreach (int j in Enumerable.Range(0, jobs.Length)
            .Where(j => jobs[j].Submit <= now && lives[j].End < 0)
            .OrderBy(j => (lives[j].Queue, -index(lives[j].Executed * jobs[j].Gpus), !lives[j].Running,
                lives[j].Start, j)).ToArray())
        {
            Life life = lives[j];
            bool runs = jobs[j].Gpus <= free;
            free -= runs ? jobs[j].Gpus : 0;
            life.Restarts += life.Running && !runs ? 1 : 0;
            life.StoppedAt = life.Running && !runs ? now : life.StoppedAt;
            life.Start = runs ? Math.Min(life.Start, now) : life.Start;
            life.Running = runs;
            life.Executed += runs ? 1 : 0;
        }
    }
}
