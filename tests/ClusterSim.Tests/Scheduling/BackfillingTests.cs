using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;
using static ClusterSim.Scheduling.Policies.Policies;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Ten GPUs, exact estimates, jobs (submit, GPUs, run): 1 (0, 6, 10), 2 (1, 8, 5), 3 (2, 10, 5), 4 (3, 2, 20), 5 (4,
/// 2, 5).
/// Worked out by hand: under first come, first served everybody waits for job 2, which waits for job 1 to end at 10;
/// then come 3 at 15 and, at 20, 4 and 5. Under EASY job 2 has its reservation at 10 with 2 GPUs to spare: 4 takes
/// these at 3 although it runs past 10; 5 ends by 10 and takes the last 2 at 4; 3 needs everything, and 4 ends at 23.
/// Conservative backfilling has promised 15 to job 3 too, so only 5 passes, and 4 follows at 20.
/// </summary>
public sealed class BackfillingTests
{
    private static readonly Workload FiveJobs = Model.Jobs(
        ("1", 0, 6, 10), ("2", 1, 8, 5), ("3", 2, 10, 5), ("4", 3, 2, 20), ("5", 4, 2, 5));

    private static IEnumerable<Platform> OneNodeAndOnePool => [Model.Gpus(1, 10), Model.Gpus(10, 1)];

    [TestCaseSource(nameof(OneNodeAndOnePool))]
    public void WithoutBackfillingTheHeadBlocks(Platform platform) => AssertStarts(platform, Fifo(), 0, 10, 15, 20, 20);

    [TestCaseSource(nameof(OneNodeAndOnePool))]
    public void EasyPassesTheHeadOnlyWhereThatDoesNotDelayIt(Platform platform) =>
        AssertStarts(platform, Easy(), 0, 10, 23, 3, 4);

    [TestCaseSource(nameof(OneNodeAndOnePool))]
    public void ConservativePassesNobodyWhoHasAPromise(Platform platform) =>
        AssertStarts(platform, Conservative(), 0, 10, 15, 20, 4);

    private static void AssertStarts(Platform platform, ISchedulingPolicy policy, params double[] expected)
    {
        RunResult result = Simulation.Run(FiveJobs, platform, policy);
        Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(expected));
    }
}
