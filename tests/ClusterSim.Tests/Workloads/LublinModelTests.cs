using ClusterSim.Randomness;
using ClusterSim.Statistics;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>
/// The jobs that the authors' own program made for 256 processors, and shares that follow from the parameters.
/// </summary>
public class LublinModelTests
{
    private static readonly GeneratorOptions _options = GeneratorPresets.Find("lublin").Options;

    // 10,000 of our jobs against the authors' 10,000. Five seeds, none rejected at 0.01.
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    public void SizesRunTimesAndSubmissionsAreThoseOfTheAuthorsProgram(long seed)
    {
        Workload theirs = Trace.Open(SharedData.Path("pwa-swf/lublin_256.swf.gz")).ToWorkload();
        Workload ours = WorkloadGenerator.Generate(_options with { Seed = seed }).Workload;

        MarginalTest[] tests = [.. MarginalTest.Of(theirs, ours)];
        Assert.That(tests.Select(test => test.Marginal),
            Is.EqualTo(new[] { "time between submissions (s)", "cores", "run time (s)" }));
        Assert.That(tests.Select(test => test.Result.PValue), Is.All.GreaterThan(0.01));
    }

    // Long jobs are more frequent among large ones, as in theirs: p = 0.78 - 0.0054 size.
    [Test]
    public void RunTimesDependOnSizeAsInTheAuthorsJobs()
    {
        Workload theirs = Trace.Open(SharedData.Path("pwa-swf/lublin_256.swf.gz")).ToWorkload();
        Workload ours = WorkloadGenerator.Generate(_options with { Seed = 9 }).Workload;

        foreach ((int least, int most) in ((int, int)[])[(1, 1), (2, 16), (17, 64), (65, 256)])
        {
            KolmogorovSmirnovResult test = KolmogorovSmirnov.Test(Runs(theirs), Runs(ours));
            Assert.That(test.PValue, Is.GreaterThan(0.01), $"{least} to {most}: {test}");

            double[] Runs(Workload workload) =>
            [
                .. workload.Jobs.Where(job => job.Request.Instances >= least && job.Request.Instances <= most)
                    .Select(job => job.Profile.RunTime.TotalSeconds),
            ];
        }
    }

    // Shares with 10,000 jobs: standard deviation at most 0.005. Powers of two above 1 come also from the free sizes,
    // so that their share is at least 0.576.
    [Test]
    public void SharesAreThoseOfThePaper()
    {
        Workload jobs = WorkloadGenerator.Generate(_options with { Seed = 4 }).Workload;
        int[] sizes = [.. jobs.Jobs.Select(job => job.Request.Instances)];

        Assert.That(sizes.Average(size => size == 1 ? 1.0 : 0), Is.EqualTo(0.244).Within(0.015));
        Assert.That(sizes.Average(size => int.IsPow2(size) && size > 1 ? 1.0 : 0), Is.GreaterThan(0.56));
        Assert.That(sizes.Max(), Is.LessThanOrEqualTo(256));
        Assert.That(jobs.Jobs.Max(job => job.Profile.RunTime.TotalSeconds), Is.LessThanOrEqualTo(Math.Exp(12)));
    }

    // By the parameters the night has fewer submissions than the afternoon; in the authors' jobs 1 to 5 o'clock holds
    // 439 of 10,000 and 11 to 15 o'clock 3,092.
    [Test]
    public void SubmissionsFollowTheHourOfTheDay()
    {
        Workload jobs = WorkloadGenerator.Generate(_options with { Seed = 4 }).Workload;
        int[] hours = [.. jobs.Jobs.Select(job => (int)(job.SubmitTime.Seconds / 3600 % 24))];

        Assert.That(hours.Count(hour => hour is >= 1 and < 5), Is.InRange(330, 550));
        Assert.That(hours.Count(hour => hour is >= 11 and < 15), Is.InRange(2700, 3500));
    }

    [Test]
    public void OptionsOfOtherModelsAreRefused()
    {
        GeneratorOptions wrong = _options with
        {
            Arrivals = new ArrivalOptions { JobsPerHour = 3 },
            Lublin = new LublinOptions { MachineSize = 2 },
        };

        Assert.That(
            () => WorkloadGenerator.Generate(wrong),
            Throws.TypeOf<WorkloadException>().With.Message.Contains("Lublin.MachineSize: found 2")
                .And.Message.Contains("Arrivals: found a change"));
    }

    // Mean k s and variance k s^2; the share below the mean of a gamma of shape 1 (exponential) is 1 - 1/e.
    [TestCase(0.4, 3)]
    [TestCase(4.2, 0.94)]
    [TestCase(312, 0.03)]
    public void GammaHasItsMomentsAndItsDistribution(double shape, double scale)
    {
        GammaDistribution gamma = new(shape, scale);
        RandomStream stream = new(11, "gamma");
        double[] drawn = [.. Enumerable.Range(0, 40_000).Select(_ => gamma.Sample(stream))];

        Assert.That(Moments.Mean(drawn), Is.EqualTo(shape * scale).Within(5 * Math.Sqrt(shape) * scale / 200));
        double[] uniform = [.. drawn.Select(gamma.Cumulative)];
        double[] grid = [.. Enumerable.Range(0, 40_000).Select(i => (i + 0.5) / 40_000)];
        Assert.That(KolmogorovSmirnov.Test(uniform, grid).PValue, Is.GreaterThan(0.01));
        Assert.That(new GammaDistribution(1, 5).Cumulative(5), Is.EqualTo(1 - Math.Exp(-1)).Within(1e-12));
    }
}
