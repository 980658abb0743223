using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>Orders by estimates from history or from the trace, by hand.</summary>
public sealed class QssfTests
{
    // One GPU. ann's job runs 100 s, bob's 10 s after it; by 110 both have ended. Meanwhile eve's job (50 s, nobody
    // knows) came at 1 and starts at 110 as nobody of history waits; at 120 ann and then bob come back. bob's 10 s come
    // before ann's 100 s when eve ends at 160.
    [Test]
    public void ShortUsersGoFirstOnceTheyAreKnown()
    {
        RunResult result = Simulation.Run(
            new Workload(
            [
                By("ann", 0, 100), By("bob", 0.5, 10), By("eve", 105, 50), By("ann", 120, 100), By("bob", 121, 10),
            ]),
            Model.Gpus(1, 1), PolicyCatalog.Create("qssf"));
        Assert.That(
            result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new double[] { 0, 100, 110, 170, 160 }));
    }

    [TestCase("sju", "user_dur")]
    [TestCase("sjg", "group_dur")]
    [TestCase("sjgg", "group_gpu_dur")]
    public void AMissingEstimateIsNamed(string policy, string estimate) => Assert.That(
        () => Simulation.Run(
            new Workload([By("ann", 0, 5)]), Model.Gpus(1, 1), PolicyCatalog.Create(policy)),
        Throws.Exception.With.Message.Contains(
            $"order '{policy}' needs the estimate '{estimate}' of every job, but 1 of 1 jobs have none, first 'ann0'"));

    // The GPU is taken until 5; then the smaller estimate starts although it came later.
    [Test]
    public void TheEstimateOfTheTraceDecides()
    {
        Job[] jobs = [Estimated(By("a", 0, 5), 1), Estimated(By("b", 1, 9), 20), Estimated(By("c", 2, 9), 10)];
        RunResult result = Simulation.Run(new Workload(jobs), Model.Gpus(1, 1), PolicyCatalog.Create("sju"));
        Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new double[] { 0, 14, 5 }));
    }

    private static Job Estimated(Job job, double seconds) => job with
    {
        Request = job.Request with { Estimates = [new RunTimeEstimate("user_dur", TimeSpan.FromSeconds(seconds))] },
    };

    private static Job By(string user, double submit, double run)
    {
        Job job = Model.Job($"{user}{submit:0}", submit, 1, run);
        return job with { Request = job.Request with { User = user } };
    }
}
