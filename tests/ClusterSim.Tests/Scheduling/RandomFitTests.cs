using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Determinism;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

public sealed class RandomFitTests
{
    private static readonly Workload s_jobs = Model.Jobs(
        [.. Enumerable.Range(0, 400).Select(i => ($"{i}", (double)(10 * i), 1, 5.0))]);

    [Test]
    public void TheSeedOfTheRunDecides()
    {
        IReadOnlyList<string> first = Log(seed: 1);
        Assert.That(Log(seed: 1), Is.EqualTo(first));
        Assert.That(Log(seed: 2), Is.Not.EqualTo(first));
    }

    // 400 jobs, one at a time, on four empty nodes: each node gets 100 on the mean with a standard deviation of
    // sqrt(400 x 1/4 x 3/4) = 8.7; five of these are 43.
    [Test]
    public void EveryNodeIsDrawnEquallyOften()
    {
        int[] counts = new int[4];
        new Counter(counts).Run();
        Assert.That(counts.Sum(), Is.EqualTo(400));
        Assert.That(counts, Is.All.InRange(57, 143));
    }

    private static IReadOnlyList<string> Log(long seed)
    {
        EventLog log = new();
        Simulation.Run(s_jobs, Model.Gpus(4, 1), Random(), new SimulationOptions { Seed = seed }, log);
        return log.Lines;
    }

    private static ComposedPolicy Random() => (ComposedPolicy)PolicyCatalog.Create(
        "fifo", new Dictionary<string, string> { ["placement"] = "random" });

    private sealed class Counter(int[] counts)
    {
        public void Run() => Simulation.Run(s_jobs, Model.Gpus(4, 1), new DelegatePolicy(Random(), after: view =>
        {
            foreach (int job in view.Running)
            {
                if (view.Job(job).LastStart == view.Now)
                {
                    counts[view.Job(job).Placement!.Slices[0].Node]++;
                }
            }
        }));
    }
}
