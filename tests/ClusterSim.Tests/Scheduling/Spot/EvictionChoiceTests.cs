using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Spot;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Spot;

/// <summary>Against all sets of running jobs, on three nodes of four GPUs with up to nine jobs.</summary>
public class EvictionChoiceTests
{
    private const int Cases = 300;

    [Test]
    public void ForOneInstanceNoSetIsCheaper()
    {
        int evicted = 0;
        for (int i = 0; i < Cases; i++)
        {
            (double found, double least, int count) = Compare(i, instances: 1);
            Assert.That(found, Is.EqualTo(least).Within(1e-9), $"case {i}");
            evicted += count;
        }

        Assert.That(evicted, Is.GreaterThan(Cases));
    }

    [Test]
    public void ForAGangItIsSeldomMuchDearer()
    {
        double found = 0, least = 0;
        for (int i = 0; i < Cases; i++)
        {
            (double cost, double best, _) = Compare(i, instances: 3);
            Assert.That(cost, Is.GreaterThanOrEqualTo(best - 1e-9), $"case {i}");
            Assert.That(double.IsInfinity(cost), Is.EqualTo(double.IsInfinity(best)), $"case {i}");
            found += double.IsInfinity(cost) ? 0 : cost;
            least += double.IsInfinity(best) ? 0 : best;
        }

        Assert.That(found, Is.LessThan(1.1 * least));
    }

    private static (double Found, double Least, int Count) Compare(int seed, int instances)
    {
        RandomStream random = new(seed, "eviction-choice");
        (double, double, int) result = (-1, -1, 0);
        DelegatePolicy policy = new(PolicyCatalog.Create("fifo-skip", Random), after: view =>
        {
            if (view.Now.Seconds == 1)
            {
                result = Look(view, random, view.Job(view.JobCount - 1).Demand);
            }
        });
        Job wanted = Job("wanted", 1, instances, 1 + random.NextInt(4));
        Simulation.Run(
            new Workload([
                .. Enumerable.Range(0, 9).Select(i => Job($"{i}", 0, 1 + random.NextInt(2), 1 + random.NextInt(3))),
                wanted,
            ]),
            Model.Gpus(3, 4), policy, new SimulationOptions { Horizon = SimTime.FromSeconds(2) });
        return result;
    }

    private static readonly Dictionary<string, string> Random = new() { ["placement"] = "worst-fit" };

    private static (double Found, double Least, int Count) Look(SchedulingView view, RandomStream random, Demand demand)
    {
        BestFit placement = new();
        int[] running = [.. view.Running];
        double[] costs = [.. running.Select(_ => (double)random.NextInt(100))];
        double least = double.PositiveInfinity;
        for (uint mask = 0; mask < 1U << running.Length; mask++)
        {
            TrialResources trial = view.Free.Trial();
            double cost = 0;
            for (int i = 0; i < running.Length; i++)
            {
                if ((mask & (1U << i)) != 0)
                {
                    trial.Give(view.Job(running[i]).Demand, view.Job(running[i]).Placement!);
                    cost += costs[i];
                }
            }

            least = cost < least && placement.Place(trial, demand) is not null ? cost : least;
        }

        IReadOnlyList<int>? found = new EvictionChoice(view, placement).Find(
            demand, [.. running.Select((job, i) => (job, costs[i]))]);
        return (
            found?.Sum(job => costs[Array.IndexOf(running, job)]) ?? double.PositiveInfinity, least,
            found?.Count ?? 0);
    }

    private static Job Job(string id, double submit, int instances, int gpus)
    {
        Job job = Model.Job(id, submit, instances, 1000);
        return job with { Request = job.Request with { PerInstance = new ResourceVector(Gpus: gpus) } };
    }
}
