namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>
/// Least attained service made aware of GPU models (Gavel, section 4.1): the least of the jobs' effective throughputs,
/// relative to the mean over all GPUs, by weight and times the GPUs of the job, is as great as it can be.
/// </summary>
internal sealed class MaxMinFairness : IShareObjective
{
    public void Allocate(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus) =>
        new ShareProgram(jobs, gpus, job => Gains(job, gpus)).MaximiseLeast();

    private static double[] Gains(ShareJob job, IReadOnlyList<int> gpus)
    {
        double unit = job.Gpus / (job.Weight * EqualShares.MeanSpeed(job, gpus));
        return [.. job.Speed.Select(speed => speed * unit)];
    }
}
