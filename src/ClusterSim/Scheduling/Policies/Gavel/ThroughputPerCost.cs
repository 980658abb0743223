namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>
/// Cost (Gavel, section 4.2): the sum of the jobs' throughputs, each relative to its fastest model, per price of the
/// GPUs is as great as it can be.
/// </summary>
internal sealed class ThroughputPerCost(IReadOnlyList<double> prices) : IShareObjective
{
    public void Allocate(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus) =>
        new ShareProgram(jobs, gpus, Gains).MaximiseTotal();

    private double[] Gains(ShareJob job) =>
        [.. job.Speed.Select((speed, model) => speed / (job.Speed.Max() * prices[model] * job.Gpus))];
}
