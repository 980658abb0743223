namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>
/// Makespan (Gavel, section 4.2): the longest time that any job still takes is as short as it can be, which is the
/// greatest least throughput per work left.
/// </summary>
internal sealed class ShortestMakespan : IShareObjective
{
    public bool UsesWorkLeft => true;

    public void Allocate(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus)
    {
        // In units of the longest work, so that the numbers of the program are of like size.
        double longest = jobs.Max(job => job.SecondsLeft);
        new ShareProgram(jobs, gpus, job => [.. job.Speed.Select(speed => speed * longest / job.SecondsLeft)])
            .MaximiseLeast();
    }
}
