using ClusterSim.Statistics;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>
/// Real traces, and the Kolmogorov-Smirnov test at the level 0.05 with as many jobs as the trace has; facts about
/// small samples by hand.
/// </summary>
public class WorkloadModelTests
{
    private const double Level = 0.05;

    [TestCase("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz", 28_476, 5)]
    [TestCase("pwa-swf/NASA-iPSC-1993-3.1-cln.swf.gz", 18_239, 4)]
    [TestCase("pwa-swf/LLNL-Atlas-2006-2.1-cln.swf.gz", 30_000, 5)]
    [TestCase("alibaba-gpu-v2023/openb_pod_list_default.csv.gz", 8_152, 5)]
    [TestCase("alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz", 16_591, 5)]
    [TestCase("microsoft-philly/philly.csv.gz", 82_247, 3)]
    public void NoMarginalIsToldApartFromTheTrace(string file, int leastJobs, int marginals)
    {
        Workload trace = Trace.Open(SharedData.Path(file)).ToWorkload();
        WorkloadModel model = WorkloadModel.FitTo(trace);
        Assert.That(model.Jobs, Is.GreaterThanOrEqualTo(leastJobs));
        for (long seed = 1; seed <= 3; seed++)
        {
            Workload like = model.Generate(model.Jobs, seed);
            var tests = MarginalTest.Of(trace, like);
            Assert.That(tests, Has.Length.EqualTo(marginals));
            foreach (MarginalTest test in tests)
            {
                string what = $"{test.Marginal}, seed {seed}, D {test.Result.Distance}";
                Assert.That(test.Result.PValue, Is.GreaterThan(Level), what);
                Assert.That(test.Result.SecondCount, Is.GreaterThan(1000), what);
            }
        }
    }

    // The same test must reject a mix of another kind: a preset that has nothing to do with the log.
    [Test]
    public void AWrongMixIsToldApartInEveryMarginal()
    {
        Workload trace = Trace.Open(SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz")).ToWorkload();
        Workload wrong = WorkloadGenerator.Generate(GeneratorPresets.Find("synthetic-hpc").Options).Workload;

        Assert.That(MarginalTest.Of(trace, wrong).Select(test => test.Result.PValue), Is.All.LessThan(1e-6));
    }

    // A shift of all run times by a tenth is small to the eye and must be found with so many jobs.
    [Test]
    public void ASlightlyWrongMarginalIsToldApart()
    {
        Workload trace = Trace.Open(SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz")).ToWorkload();
        Workload like = WorkloadModel.FitTo(trace).Generate(trace.Jobs.Length, 1);
        Workload slower = new(like.Jobs.Select(job => job with
        {
            Profile = job.Profile with { RunTime = job.Profile.RunTime * 1.1 },
        }));

        MarginalTest[] apart = [.. MarginalTest.Of(trace, slower).Where(test => test.Result.PValue < Level)];
        Assert.That(apart.Select(test => test.Marginal), Is.EqualTo(new[] { "run time (s)" }));
    }

    [Test]
    public void RowsAreNotCopiedInOrder()
    {
        Workload trace = Trace.Open(SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz")).ToWorkload();
        Workload like = WorkloadModel.FitTo(trace).Generate(trace.Jobs.Length, 1);

        int equal = trace.Jobs.Zip(like.Jobs).Count(pair =>
            pair.First.Profile.RunTime == pair.Second.Profile.RunTime
            && pair.First.Request.Instances == pair.Second.Request.Instances);
        Assert.That(equal, Is.LessThan(trace.Jobs.Length / 50));
        HashSet<TimeSpan> known = [.. trace.Jobs.Select(job => job.Profile.RunTime)];
        Assert.That(like.Jobs.Count(job => !known.Contains(job.Profile.RunTime)), Is.GreaterThan(2000));
    }

    // What hangs together within a job: rank correlation of walltime and run time, and who keeps to the walltime.
    [Test]
    public void DependenceWithinAJobIsKept()
    {
        Workload trace = Trace.Open(SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz")).ToWorkload();
        Workload like = WorkloadModel.FitTo(trace).Generate(trace.Jobs.Length, 2);

        Assert.That(Correlation(like), Is.EqualTo(Correlation(trace)).Within(0.02));
        Assert.That(Correlation(trace), Is.GreaterThan(0.4));
        Assert.That(Share(like, OverWalltime), Is.EqualTo(Share(trace, OverWalltime)).Within(0.005));

        static bool OverWalltime(Job job) => job.Profile.RunTime > job.Request.Walltime;
    }

    // The share of submissions from 9 to 17 o'clock of the log's clock differs from 8/24 and is kept.
    [Test]
    public void TheDailyCycleIsKept()
    {
        Workload trace = Trace.Open(SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz")).ToWorkload();
        Workload like = WorkloadModel.FitTo(trace).Generate(trace.Jobs.Length, 3);
        double[] expected = Hourly(trace), found = Hourly(like);

        Assert.That(expected.Max() / expected.Min(), Is.GreaterThan(2));
        for (int hour = 0; hour < 24; hour++)
        {
            Assert.That(found[hour], Is.EqualTo(expected[hour]).Within(0.015));
        }
    }

    [Test]
    public void TheSameSeedGivesTheSameJobsAndAnotherGivesOthers()
    {
        WorkloadModel model = WorkloadModel.FitTo(
            WorkloadGenerator.Generate(GeneratorPresets.Find("synthetic-small").Options).Workload);
        Job[] first = [.. model.Generate(300, 5).Jobs];

        Assert.That(model.Generate(300, 5).Jobs.Select(Facts), Is.EqualTo(first.Select(Facts)));
        Assert.That(model.Generate(300, 6).Jobs.Select(Facts), Is.Not.EqualTo(first.Select(Facts)));
        Assert.That(first[0].Request.User, Does.StartWith("user-"));

        static (SimTime, TimeSpan, int) Facts(Job job) => (job.SubmitTime, job.Profile.RunTime, job.Request.TotalGpus);
    }

    [Test]
    public void AModelNeedsTwoSubmittedJobs() =>
        Assert.Throws<WorkloadException>(() => WorkloadModel.FitTo(new Workload([])));

    private static double[] Hourly(Workload workload)
    {
        double[] share = new double[24];
        foreach (Job job in workload.Jobs)
        {
            share[(int)(job.SubmitTime.Seconds / 3600 % 24)] += 1.0 / workload.Jobs.Length;
        }

        return share;
    }

    private static double Share(Workload workload, Func<Job, bool> holds) =>
        workload.Jobs.Count(holds) / (double)workload.Jobs.Length;

    // Spearman: correlation of the ranks, ties at their mean.
    private static double Correlation(Workload workload)
    {
        double[] limits = RanksOf([.. workload.Jobs.Select(job => job.Request.Walltime?.TotalSeconds ?? 0)]);
        double[] times = RanksOf([.. workload.Jobs.Select(job => job.Profile.RunTime.TotalSeconds)]);
        double a = Moments.Mean(limits), b = Moments.Mean(times);
        double covariance = limits.Zip(times).Average(pair => (pair.First - a) * (pair.Second - b));
        return covariance / (Moments.StandardDeviation(limits) * Moments.StandardDeviation(times));
    }

    private static double[] RanksOf(double[] values)
    {
        double[] ranks = new double[values.Length];
        Ranks.Assign(values, ranks);
        return ranks;
    }
}
