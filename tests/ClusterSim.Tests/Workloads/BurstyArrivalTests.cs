using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>
/// Index of dispersion (variance over mean of the number of submissions in a window) against its closed form: 1 for a
/// Poisson process; for two states, Fischer and Meier-Hellstern (Performance Evaluation 18, 1993).
/// </summary>
public class BurstyArrivalTests
{
    private static readonly ArrivalOptions _steady = new() { JobsPerHour = 600, DiurnalAmplitude = 0 };

    [TestCase(1.0, 600)]
    [TestCase(10.0, 600)]
    [TestCase(10.0, 7200)]
    [TestCase(40.0, 1800)]
    public void DispersionIsThatOfTheTwoStateProcess(double ratio, double windowSeconds)
    {
        ArrivalOptions arrivals = _steady with
        {
            BurstRatio = ratio, BurstShare = 0.2, MeanBurst = TimeSpan.FromMinutes(10),
        };
        double[] counts = Counts(arrivals, 400_000, windowSeconds);

        // Rates in the two states and of leaving them, in 1/s.
        double calm = 600 / 3600.0 / (0.8 + (0.2 * ratio)), burst = calm * ratio;
        double leaveBurst = 1 / 600.0, leaveCalm = leaveBurst * 0.2 / 0.8, r = leaveBurst + leaveCalm;
        double factor = 2 * Math.Pow(burst - calm, 2) * leaveBurst * leaveCalm
            / (r * r * ((burst * leaveCalm) + (calm * leaveBurst)));
        double expected = 1 + factor - (factor / (r * windowSeconds) * (1 - Math.Exp(-r * windowSeconds)));
        double found = Math.Pow(Moments.StandardDeviation(counts), 2) / Moments.Mean(counts);
        Assert.That(found, Is.EqualTo(expected).Within(12).Percent);
        // Three standard deviations of the mean.
        double percent = 300 * Math.Sqrt((1 + factor) / 400_000);
        Assert.That(Moments.Mean(counts) / windowSeconds * 3600, Is.EqualTo(600).Within(percent).Percent);
    }

    // Batches of geometric size with mean B at the points of a Poisson process: E[N^2] / E[N] = 2 B - 1.
    [TestCase(1.0)]
    [TestCase(4.0)]
    public void DispersionIsThatOfBatches(double batch)
    {
        double[] counts = Counts(_steady with { MeanBatch = batch }, 200_000, 3600);

        double found = Math.Pow(Moments.StandardDeviation(counts), 2) / Moments.Mean(counts);
        Assert.That(found, Is.EqualTo((2 * batch) - 1).Within(15).Percent);
        Assert.That(Moments.Mean(counts), Is.EqualTo(600).Within(3).Percent);
    }

    [Test]
    public void JobsOfABatchAreOfOneUserAndApplication()
    {
        Workload workload = Made(_steady with { JobsPerHour = 10, MeanBatch = 5 }, 2000);

        var batches = workload.Jobs.GroupBy(job => job.SubmitTime).ToList();
        Assert.That(workload.Jobs, Has.Length.EqualTo(2000));
        Assert.That(batches.Count, Is.InRange(300, 500));
        // Two batches fall into one second now and then.
        int mixed = batches.Count(
            jobs => jobs.Select(job => (job.Request.User, job.Request.Application)).Distinct().Count() > 1);
        Assert.That(mixed, Is.LessThan(3));
    }

    private static double[] Counts(ArrivalOptions arrivals, int jobs, double windowSeconds)
    {
        Workload workload = Made(arrivals, jobs);
        double[] counts = new double[(int)(workload.LastSubmit.Seconds / windowSeconds)];
        foreach (Job job in workload.Jobs)
        {
            int window = (int)(job.SubmitTime.Seconds / windowSeconds);
            if (window < counts.Length)
            {
                counts[window]++;
            }
        }

        return counts;
    }

    private static Workload Made(ArrivalOptions arrivals, int jobs) => WorkloadGenerator.Generate(new GeneratorOptions
    {
        Seed = 21, Jobs = jobs, Arrivals = arrivals, Behaviors = new BehaviorOptions { Profiles = false },
    }).Workload;
}
