namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>Shares as if the cluster were cut into equal parts.</summary>
internal static class EqualShares
{
    /// <summary>
    /// Speed of a job that has the same part of every model as each of <paramref name="jobs"/> jobs, but never more
    /// time than there is: the isolated throughput of Gavel's finish-time fairness.
    /// </summary>
    public static double IsolatedSpeed(ShareJob job, int jobs, IReadOnlyList<int> gpus)
    {
        (double time, double speed) = (0, 0);
        for (int model = 0; model < gpus.Count; model++)
        {
            double share = gpus[model] / (double)jobs / job.Gpus;
            time += share;
            speed += share * job.Speed[model];
        }

        return speed / Math.Max(time, 1);
    }

    /// <summary>
    /// Spreads the time of each job over the models by their GPUs: for who cannot tell the models apart no model is
    /// better than another.
    /// </summary>
    public static void Spread(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus)
    {
        foreach (ShareJob job in jobs)
        {
            double time = job.Share.Sum();
            double all = gpus.Where((_, model) => job.Speed[model] > 0).Sum();
            for (int model = 0; model < gpus.Count; model++)
            {
                job.Share[model] = job.Speed[model] > 0 ? time * gpus[model] / all : 0;
            }
        }
    }

    /// <summary>Mean speed of a job over all GPUs: its proportional throughput in Gavel.</summary>
    public static double MeanSpeed(ShareJob job, IReadOnlyList<int> gpus)
    {
        (double all, double speed) = (0, 0);
        for (int model = 0; model < gpus.Count; model++)
        {
            all += gpus[model];
            speed += gpus[model] * job.Speed[model];
        }

        return speed / all;
    }
}
