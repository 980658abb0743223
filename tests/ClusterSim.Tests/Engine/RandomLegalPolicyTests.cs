using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine;

/// <summary>
/// The engine compares free and held resources after every change; a policy that does everything at random makes it
/// do so.
/// </summary>
public class RandomLegalPolicyTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    public void TheBooksBalanceAndNoWorkIsLostWhateverThePolicyDoes(int seed)
    {
        RandomStream random = new(seed, "model");
        Workload workload = new(Enumerable.Range(0, 200).Select(i => RandomJob(i, random)));
        SimulationOptions options = new()
        {
            Seed = seed,
            Failures = new FailureModel(TimeSpan.FromSeconds(200), TimeSpan.FromSeconds(20)),
            Overheads = new Overheads
            {
                Checkpoint = TimeSpan.FromSeconds(1), CheckpointInterval = TimeSpan.FromSeconds(10),
            },
        };
        RunResult result = Simulation.Run(workload, Mixed(), new RandomPolicy(seed), options);

        for (int i = 0; i < result.Jobs.Length; i++)
        {
            JobResult job = result.Jobs[i];
            if (job.Status == JobStatus.Completed)
            {
                // Nothing runs faster than its work on these nodes of reference speed.
                Assert.That(job.RunTime, Is.GreaterThanOrEqualTo(workload.Jobs[i].Profile.RunTime));
                Assert.That(
                    job.EndTime - job.SubmitTime, Is.EqualTo(job.TotalWaitTime + job.RunTime),
                    "waiting and running is all there is");
            }
        }

        Assert.That(result.Jobs.Count(j => j.Status == JobStatus.Completed), Is.GreaterThan(100));
    }

    internal static Job RandomJob(int i, RandomStream random)
    {
        ResourceVector each = random.NextInt(4) switch
        {
            0 => new ResourceVector(CpuMilli: 500 + random.NextInt(2000), MemoryMiB: 1 + random.NextInt(900)),
            1 => new ResourceVector(CpuMilli: 100, Gpus: 1, GpuMilli: 100 + random.NextInt(900)),
            2 => new ResourceVector(Gpus: 1 + random.NextInt(4), RdmaPercent: random.NextInt(60)),
            _ => new ResourceVector(Gpus: 1),
        };
        return Model.Job($"j{i}", random.NextInt(500), 1, 1 + random.NextInt(60)) with
        {
            Request = new JobRequest
            {
                Instances = 1 + random.NextInt(3),
                PerInstance = each,
                Application = $"app{random.NextInt(3)}",
                MaxInstancesPerNode = random.NextInt(2) == 0 ? null : 2,
            },
        };
    }

    private static Platform Mixed() => new()
    {
        Name = "mixed",
        Nodes = [.. Enumerable.Range(0, 6).Select(i => new Node
        {
            Name = $"n{i}", CpuMilli = 8000, MemoryMiB = 4000, Gpus = i < 4 ? 4 : 0, RdmaNics = i < 5 ? 2 : null,
        })],
    };
}
