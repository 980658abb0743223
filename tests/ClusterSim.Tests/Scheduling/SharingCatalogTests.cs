using System.Numerics;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// What must hold under every policy that lets jobs share GPUs, on random workloads. The engine compares its books
/// after every change; here stands what it cannot see itself.
/// </summary>
public class SharingCatalogTests
{
    private static readonly Platform[] Platforms =
        [Model.Gpus(1, 2), Model.Gpus(4, 4), Platform.Load("gpus:5x8"), Platform.Load("gpus:2x4+6")];

    private static IEnumerable<PolicyDescription> All => PolicyCatalog.All.Where(policy => policy.SharesGpus);

    [FsCheck.NUnit.Property(MaxTest = 40, EndSize = 1000)]
    public void EveryJobEndsAfterItsWorkAndNoGpuIsCountedTwice(int seed)
    {
        RandomStream random = new(seed, "workload");
        int count = 1 + random.NextInt(60);
        Workload workload = new(Enumerable.Range(0, count).Select(i => RandomJob(i, random)));
        Platform platform = Platforms[random.NextInt(Platforms.Length)];
        SimulationOptions options = new()
        {
            Interference = new UtilizationInterference(),
            Overheads = new Overheads { Restore = TimeSpan.FromSeconds(random.NextInt(3)) },
        };
        foreach (PolicyDescription policy in All)
        {
            LeastShare shares = new();
            RunResult result = Simulation.Run(workload, platform, policy.Create(), options, shares);
            Check(result, platform, policy.Name);
            Assert.That(shares.LeastMilli, Is.GreaterThanOrEqualTo(500), $"{policy.Name}: two at most on a GPU");
        }
    }

    [TestCaseSource(nameof(All))]
    public void TheSameRunTwiceGivesTheSame(PolicyDescription policy)
    {
        RandomStream random = new(3, "workload");
        Workload workload = new(Enumerable.Range(0, 60).Select(i => RandomJob(i, random)));

        Assert.That(
            Simulation.Run(workload, Platforms[1], policy.Create()).Jobs,
            Is.EqualTo(Simulation.Run(workload, Platforms[1], policy.Create()).Jobs));
    }

    private static void Check(RunResult result, Platform platform, string policy)
    {
        for (int i = 0; i < result.Jobs.Length; i++)
        {
            (Job job, JobResult found) = (result.Workload.Jobs[i], result.Jobs[i]);
            bool fits = job.Request.TotalGpus <= platform.TotalGpus;
            Assert.That(
                found.Status, Is.EqualTo(fits ? JobStatus.Completed : JobStatus.Rejected), $"{policy}, job {i}");
            if (fits)
            {
                Assert.That(
                    found.RunTime, Is.GreaterThanOrEqualTo(job.Profile.RunTime - TimeSpan.FromTicks(99)),
                    $"{policy}, job {i}: nobody is faster beside others");
                Assert.That(
                    found.EndTime - found.SubmitTime, Is.EqualTo(found.TotalWaitTime + found.RunTime),
                    $"{policy}, job {i}");
            }
        }

        double capacity = platform.TotalGpus * (result.EndTime - result.Workload.FirstSubmit).TotalSeconds;
        Assert.That(
            result.Jobs.Sum(job => job.AllocatedGpuSeconds), Is.LessThanOrEqualTo(capacity + 0.001), policy);
    }

    private static Job RandomJob(int i, RandomStream random)
    {
        Job job = Model.Job($"j{i}", random.NextInt(300), 1 << random.NextInt(4), 1 + random.NextInt(400));
        JobSignature signature = new()
        {
            Name = "x", GpuUtilization = random.NextInt(101), GpuMemoryMiB = random.NextInt(20_000),
        };
        return job with
        {
            Request = job.Request with { Signature = signature, Priority = random.NextInt(2) },
            Profile = job.Profile with { Signature = signature },
        };
    }

    private sealed class LeastShare : IAllocationObserver
    {
        public int LeastMilli { get; private set; } = 1000;

        public void Observe(in SimulationEvent happened)
        {
        }

        public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start) =>
            LeastMilli = Math.Min(LeastMilli, gpuMilli / Math.Max(1, BitOperations.PopCount(gpuMask)));

        public void Released(
            int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
        {
        }
    }
}
