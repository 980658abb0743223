using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Analytic;

/// <summary>
/// Mean waits of first come, first served against the closed forms of queueing theory (Kleinrock, Queueing Systems I,
/// 1975). Twenty seeded replications, the first jobs of each left out, give a 99 % interval by Student's t.
/// </summary>
public sealed class MeanWaitTests
{
    private const int Replications = 20,
        JobsEach = 30_000,
        WarmUp = 5_000;

    // Quantile 0.995 of Student's t with 19 degrees of freedom, from a published table.
    private const double StudentT = 2.861;

    // M/M/1: load / (1 - load) in service times.
    [TestCase(0.5, 1.0)]
    [TestCase(0.8, 4.0)]
    public void PoissonArrivalsAndExponentialService(double load, double expected) =>
        AssertMeanWait(new StationModel(1, load, new ExponentialDistribution(1)), expected);

    // M/M/2: load^2 / (1 - load^2); 0.64 / 0.36 at load 0.8.
    [Test]
    public void TwoServers() => AssertMeanWait(new StationModel(2, 0.8, new ExponentialDistribution(1)), 0.64 / 0.36);

    // M/M/10 at load 0.8: C / (10 - 8) with C the probability of waiting by Erlang's formula.
    [Test]
    public void TenServers() =>
        AssertMeanWait(new StationModel(10, 0.8, new ExponentialDistribution(1)), ErlangC(10, 8) / (10 - 8));

    // M/G/1, Pollaczek and Khinchine: load (1 + variance) / (2 (1 - load)) for a mean of 1.
    [Test]
    public void ServiceTimesOfLowVariance() =>
        AssertMeanWait(
            new StationModel(1, 0.8, new WeibullDistribution(scale: 1 / 0.886226925452758, shape: 2)),
            0.8 * (1 + 0.27323954473516) / (2 * 0.2));

    // Log-normal: variance exp(sigma^2) - 1 = 3 for a mean of 1.
    [Test]
    public void ServiceTimesOfHighVariance() =>
        AssertMeanWait(
            new StationModel(1, 0.6, new LogNormalDistribution(median: 0.5, sigma: Math.Sqrt(Math.Log(4)))),
            0.6 * (1 + 3) / (2 * 0.4));

    [Test]
    public void ErlangsFormulaAgreesWithPublishedTables()
    {
        // Two servers with one Erlang: 1/3. Five servers with four Erlang: 0.5541 (Gross and Harris, tables).
        Assert.That(ErlangC(2, 1), Is.EqualTo(1 / 3.0).Within(1e-12));
        Assert.That(ErlangC(5, 4), Is.EqualTo(0.5541).Within(5e-5));
    }

    private static void AssertMeanWait(StationModel station, double expectedSeconds)
    {
        double[] means = new double[Replications];
        Parallel.For(0, Replications, i => means[i] = MeanWait(station, i));
        double mean = Moments.Mean(means);
        double half = StudentT * Moments.StandardDeviation(means) / Math.Sqrt(Replications);
        TestContext.Out.WriteLine($"expected {expectedSeconds}, simulated {mean} ± {half}");
        Assert.That(mean, Is.EqualTo(expectedSeconds).Within(half));
        Assert.That(half, Is.LessThan(0.1 * expectedSeconds), "an interval this wide would prove nothing");
    }

    private static double MeanWait(StationModel station, int replication)
    {
        RunResult run = Simulation.Run(station.Jobs(JobsEach, replication), station.Platform, Policies.Fifo());
        return run.Jobs.Skip(WarmUp).Average(job => job.TotalWaitTime.TotalSeconds);
    }

    // Erlang B by its recursion over the servers, then C = B / (1 - load (1 - B)).
    private static double ErlangC(int servers, double erlangs)
    {
        double blocking = 1;
        for (int i = 1; i <= servers; i++)
        {
            blocking = erlangs * blocking / (i + (erlangs * blocking));
        }

        return blocking / (1 - (erlangs / servers * (1 - blocking)));
    }
}
