namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>
/// Finish-time fairness (Gavel, section 4.2; Themis, NSDI 2020): the greatest ratio of a job's finish time to that with
/// an equal share of the cluster is as small as it can be. From one ratio that is possible, a linear program finds
/// shares with a smaller one, until it gets no smaller (Dinkelbach 1967).
/// </summary>
internal sealed class FinishTimeFairness : IShareObjective
{
    private const double Precision = 1e-4;
    private const int MostSteps = 50;

    public bool UsesWorkLeft => true;

    public void Allocate(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus)
    {
        foreach (ShareJob job in jobs)
        {
            job.IsolatedSpeed = EqualShares.IsolatedSpeed(job, jobs.Count, gpus);
        }

        double possible = jobs.Max(job => Ratio(job, job.IsolatedSpeed));
        for (int step = 0; step < MostSteps; step++)
        {
            ShareFor(possible, jobs, gpus);
            double better = jobs.Max(job => Ratio(job, Throughput(job)));
            if (better >= possible * (1 - Precision))
            {
                return;
            }

            possible = better;
        }
    }

    private static void ShareFor(double ratio, IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus) =>
        new ShareProgram(jobs, gpus, job =>
        {
            double needed = job.SecondsLeft / ((ratio * Isolated(job)) - job.SecondsHere);
            return [.. job.Speed.Select(speed => speed / needed)];
        }).MaximiseLeast();

    private static double Ratio(ShareJob job, double throughput) =>
        (job.SecondsHere + (job.SecondsLeft / throughput)) / Isolated(job);

    private static double Throughput(ShareJob job)
    {
        double sum = 0;
        for (int model = 0; model < job.Speed.Length; model++)
        {
            sum += job.Share[model] * job.Speed[model];
        }

        return sum;
    }

    private static double Isolated(ShareJob job) => job.IsolatedSeconds + (job.SecondsLeft / job.IsolatedSpeed);
}
