using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Peers;

/// <summary>
/// Means of batsched's schedules that are published without the schedules (peers/batsim/README.md, "Summary"): mean
/// wait, mean slowdown (turnaround / run time) and makespan (last end), as Batsim 4.2.1 prints them, with three
/// decimals.
/// </summary>
public sealed class BatschedSummaryTests
{
    [TestCase("conservative-batsched", 54569.513, 1206.586, 5617562)]
    [TestCase("easy-batsched", 52808.203, 936.287, 5607828)]
    [TestCase("easy-fast-batsched", 59722.252, 1177.018, 5456690)]
    [TestCase("fcfs-batsched", 223834.707, 5813.371, 6570694)]
    [TestCase("filler-batsched", 58583.678, 1232.324, 5354747)]
    public void Hpc2n(string policy, double wait, double slowdown, double makespan) =>
        AssertMeans(Jobs("hpc2n_128.json.gz"), Flat(128), policy, wait, slowdown, makespan);

    [TestCase("conservative-batsched", 54944.928, 1146.544, 5486247)]
    [TestCase("easy-batsched", 52326.872, 862.738, 5394724)]
    [TestCase("easy-fast-batsched", 58932.608, 1180.422, 5770517)]
    [TestCase("fcfs-batsched", 222309.185, 5746.373, 6570035)]
    public void Hpc2nWithJobsThatReachTheirWalltime(string policy, double wait, double slowdown, double makespan) =>
        AssertMeans(Jobs("hpc2n_128_kill.json.gz"), Flat(128), policy, wait, slowdown, makespan);

    [TestCase("easy-fast-batsched", 117117.780, 711.253, 8820406)]
    [TestCase("fcfs-batsched", 2388443.760, 111241.704, 12482549)]
    public void Lublin(string policy, double wait, double slowdown, double makespan) =>
        AssertMeans(Jobs("lublin256_10k.json.gz"), Flat(256), policy, wait, slowdown, makespan);

    [TestCase("conservative-batsched", 57940.648, 653.652, 4393829)]
    [TestCase("easy-batsched", 49693.458, 752.348, 4419380)]
    public void HalfOfLublin(string policy, double wait, double slowdown, double makespan) =>
        AssertMeans(Jobs("lublin256_10k.json.gz").Take(5000), Flat(256), policy, wait, slowdown, makespan);

    [TestCase(1, "conservative-batsched", 120.735, 1.851, 11187.138)]
    [TestCase(1, "easy-fast-batsched", 73.990, 1.313, 11412.100)]
    [TestCase(1, "fcfs-batsched", 514.424, 4.977, 11304.243)]
    [TestCase(2, "conservative-batsched", 287.959, 2.984, 10837.930)]
    [TestCase(2, "easy-fast-batsched", 234.333, 2.489, 10862.816)]
    [TestCase(2, "fcfs-batsched", 626.574, 5.493, 11216.328)]
    public void TwoHundredAndFiftyJobs(int seed, string policy, double wait, double slowdown, double makespan) =>
        AssertMeans(
            Jobs($"example_workload_hpc_seed{seed}_jobs250.json"), Flat(128), policy, wait, slowdown, makespan);

    [TestCase("conservative-batsched", 9.865, 1.388, 11306.611)]
    [TestCase("easy-batsched", 9.528, 1.392, 11306.611)]
    [TestCase("easy-fast-batsched", 9.941, 1.412, 11306.611)]
    [TestCase("fcfs-batsched", 19.761, 2.102, 11306.611)]
    public void TheWorkloadOfBatsimsPaper(string policy, double wait, double slowdown, double makespan) =>
        AssertMeans(
            Jobs("test_batsim_paper_workload_seed1.json"), Platform.Load("cores:32x1"), policy, wait, slowdown,
            makespan);

    private static Workload Jobs(string file) =>
        Trace.Open(SharedData.Path("batsim/workloads/" + file)).ToWorkload();

    private static Platform Flat(int hosts) =>
        Platform.Load(SharedData.Path($"peers/batsim/platforms/flat{hosts}.xml"));

    private static void AssertMeans(
        Workload workload, Platform platform, string policy, double wait, double slowdown, double makespan)
    {
        RunResult result = Simulation.Run(
            workload, platform, PolicyCatalog.Create(policy), new SimulationOptions { KillAtWalltime = true });
        Assert.Multiple(() =>
        {
            Assert.That(
                result.Jobs.Average(job => (job.StartTime - job.SubmitTime).TotalSeconds),
                Is.EqualTo(wait).Within(0.0006));
            Assert.That(
                result.Jobs.Average(job => (job.EndTime - job.SubmitTime) / (job.EndTime - job.StartTime)),
                Is.EqualTo(slowdown).Within(0.0006));
            Assert.That(result.Jobs.Max(job => job.EndTime.Seconds), Is.EqualTo(makespan).Within(0.0006));
        });
    }
}
