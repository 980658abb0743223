using System.Globalization;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Determinism;

/// <summary>
/// A workload in which as much as possible happens at once: gangs, shares of GPUs, utilization phases, many jobs of the
/// same instant, failing nodes.
/// </summary>
internal static class MixedModel
{
    public static Platform Platform =>
        new()
        {
            Name = "mixed",
            Nodes =
            [
                .. Enumerable
                    .Range(0, 6)
                    .Select(i => new Node
                    {
                        Name = $"node-{i}",
                        Gpus = 4,
                        CpuMilli = 32_000,
                    }),
            ],
        };

    public static SimulationOptions Options =>
        new()
        {
            Seed = 7,
            Rules = [CreRules.Load(Repository.Path("experiments/rules"))],
            Failures = new FailureModel(TimeSpan.FromHours(20), TimeSpan.FromMinutes(30)),
            Overheads = new Overheads { Checkpoint = TimeSpan.FromSeconds(3), Restore = TimeSpan.FromSeconds(5) },
        };

    public static Job[] Jobs(int count)
    {
        RandomStream random = new(1, "mixed-model");
        var jobs = new Job[count];
        double now = 0;
        for (int i = 0; i < count; i++)
        {
            // Every third job comes at the same instant as the one before it.
            now += i % 3 == 0 ? 0 : 600 * random.NextDouble();
            jobs[i] = One(i, now, random);
        }

        return jobs;
    }

    private static Job One(int index, double submitSeconds, RandomStream random)
    {
        TimeSpan run = SimTime.Length(Math.Round(60 + (7_200 * random.NextDouble())));
        bool share = random.NextInt(4) == 0;
        return new Job
        {
            Id = "job-" + index.ToString(CultureInfo.InvariantCulture),
            SubmitTime = SimTime.FromSeconds(Math.Round(submitSeconds)),
            Request = new JobRequest
            {
                Instances = share ? 1 : 1 << random.NextInt(4),
                PerInstance = new ResourceVector(CpuMilli: 1_000, Gpus: 1, GpuMilli: share ? 250 : 1000),
                Walltime = run + run,
                User = "user-" + random.NextInt(9).ToString(CultureInfo.InvariantCulture),
            },
            Profile = new JobProfile
            {
                RunTime = run,
                Phases = [new(TimeSpan.Zero, 900, PhaseKind.Compute), new(run / 2, 100, PhaseKind.Idle)],
            },
        };
    }
}
