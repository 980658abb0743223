using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Statistics;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Impact;

/// <summary>Rho, dominant shares and tenths of users; all numbers by hand.</summary>
public class FinishTimeFairnessTests
{
    // One GPU, two users. a (10 s) runs 0-10, b (10 s) waits and runs 10-20. Users present: 2 for 10 s, then 1.
    // a: N = 2, alone on half a GPU 20 s: rho 10/20. b: N = 30/20 = 1.5, alone 15 s: rho 20/15.
    [Test]
    public void RhoIsTheCompletionTimeOverThatOnAPrivateSlice()
    {
        RunResult run = Run(1, ("a", "u", 0, 1, 10), ("b", "v", 0, 1, 10));
        FinishTimeFairness fairness = new(run, byGpus: true);
        Assert.That(fairness.Of(0), Is.EqualTo(0.5).Within(1e-12));
        Assert.That(fairness.Of(1), Is.EqualTo(20 / 15.0).Within(1e-12));
        AccessMetrics access = RunMetrics.Of(run).Access;
        Assert.That(access.ShareFinishingLaterThanAlone, Is.EqualTo(0.5));
        Assert.That(access.FinishTimeFairness.Max, Is.EqualTo(20 / 15.0).Within(1e-12));
    }

    // Four GPUs, one user with two jobs of one GPU: N stays 1, the slice is the whole cluster, and nobody waits.
    [Test]
    public void ManyJobsOfOneUserAreOneUser()
    {
        RunResult run = Run(4, ("a", "u", 0, 1, 10), ("b", "u", 5, 1, 10));
        FinishTimeFairness fairness = new(run, byGpus: true);
        Assert.That((fairness.Of(0), fairness.Of(1)), Is.EqualTo((1.0, 1.0)));
    }

    // Two GPUs over 20 s: 40 GPU-s. u held 1 GPU for 20 s, v 1 GPU for 10 s: 0.5 and 0.25.
    // Jain: 0.75^2 / (2 (0.25 + 0.0625)) = 0.9.
    [Test]
    public void TheDominantShareIsTheShareOfGpuTimeWhereCoresAreNotModelled()
    {
        AccessMetrics access = RunMetrics.Of(Run(2, ("a", "u", 0, 1, 20), ("b", "v", 0, 1, 10))).Access;
        Assert.That(access.MaxDominantShare, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(access.JainOfDominantShare, Is.EqualTo(0.9).Within(1e-12));
    }

    // 20 users of one job each, the i-th runs i s: tenth 1 has users 1 and 2, tenth 10 users 19 and 20.
    [Test]
    public void TenthsGoByDemand()
    {
        var jobs = Enumerable.Range(1, 20).Select(i => ($"j{i}", $"u{20 - i:00}", 0.0, 1, (double)i)).ToArray();
        RunMetrics metrics = RunMetrics.Of(Run(20, jobs));
        Assert.That(metrics.ByUserTenth.Select(tenth => tenth.Jobs), Is.EqualTo(Enumerable.Repeat(2, 10)));
        Assert.That(metrics.ByUserTenth[0].HeldGpuHours, Is.EqualTo(3 / 3600.0).Within(1e-12));
        Assert.That(metrics.ByUserTenth[9].HeldGpuHours, Is.EqualTo(39 / 3600.0).Within(1e-12));
    }

    // On one GPU user i waits for all before: the jobs of 10 equal users wait 0, 10, ..., 90 s. The estimate of every
    // number is that of the metrics, and the interval of the share of wait holds it.
    [Test]
    public void IntervalsHoldTheNumbersOfTheMetrics()
    {
        var jobs = Enumerable.Range(0, 10).Select(i => ($"j{i}", $"u{i}", 0.0, 1, 10.0 + (i * 1e-3))).ToArray();
        RunResult run = Run(1, jobs);
        var intervals = AccessIntervals.Of(run, null, new BootstrapOptions { Resamples = 400 });
        RunMetrics metrics = RunMetrics.Of(run);
        foreach (AccessInterval found in intervals)
        {
            Assert.That(found.Value, Is.EqualTo(MetricCatalog.ValueOf(metrics, found.Metric.Name)), found.Metric.Name);
            Assert.That(found.Definition, Is.Not.Empty);
        }

        // The first five users wait 0 to 40 s of 450 in all, but for milliseconds.
        AccessInterval share = intervals.First(found => found.Metric.Name == "small_users_share_of_wait");
        Assert.That(share.Value, Is.EqualTo(100 / 450.0).Within(1e-3));
        Assert.That(share.Interval!.Value.Low, Is.LessThan(share.Value));
        Assert.That(share.Interval!.Value.High, Is.GreaterThan(share.Value).And.LessThan(1));
        Assert.That(AccessIntervals.Of(run, null, new BootstrapOptions { Resamples = 400 }), Is.EqualTo(intervals));
    }

    // Ten users, a job each: waits of 0, 10, ..., 90 s, mean 45, squares 8,250; sqrt(8,250 / 9 / 10) x t 2.262.
    [Test]
    public void TheMeanWaitOfASizeHasAnIntervalOverUsers()
    {
        var jobs = Enumerable.Range(0, 10).Select(i => ($"j{i}", $"u{i}", 0.0, 1, 10.0)).ToArray();
        var sizes = WaitIntervals.BySize(Run(1, jobs), new MetricsOptions());
        var interval = sizes.Values.Single()!.Value;
        Assert.That(interval.Estimate, Is.EqualTo(45).Within(1e-9));
        Assert.That(interval.High - 45, Is.EqualTo(Math.Sqrt(8250 / 9.0 / 10) * 2.2621571628).Within(1e-6));
        Assert.That(WaitIntervals.ByTenth(Run(1, jobs), new MetricsOptions()), Is.Empty, "one user in each tenth");
    }

    [Test]
    public void UsersNeedTwo()
    {
        Assert.That(AccessIntervals.Of(Run(1, ("a", "u", 0, 1, 10))), Is.Empty);
        var two = AccessIntervals.Of(Run(1, ("a", "u", 0, 1, 10), ("b", "v", 0, 1, 10)));
        Assert.That(two.Select(found => found.Interval), Is.All.Null);
    }

    private static RunResult Run(int gpus, params (string Id, string User, double Submit, int Gpus, double Run)[] jobs)
    {
        Workload workload = new(jobs.Select(job =>
        {
            Job plain = Model.Job(job.Id, job.Submit, job.Gpus, job.Run);
            return plain with { Request = plain.Request with { User = job.User } };
        }));
        return Simulation.Run(workload, Model.Gpus(1, gpus), new FirstFitInOrder());
    }
}
