using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;

namespace ClusterSim.Tests.Impact;

public class ComparisonTests
{
    // Published backfilling example on 10 processors: starts under FCFS 0 10 15 20 20, under EASY 0 10 23 3 4.
    [Test]
    public void MeanWaitsOfTheBackfillingExample()
    {
        double[] submit = [0, 1, 2, 3, 4], run = [10, 5, 5, 20, 5];
        double[] fcfs = [0, 10, 15, 20, 20], easy = [0, 10, 23, 3, 4];
        Comparison comparison = Comparison.Of(Runs("fcfs", submit, fcfs, run), Runs("easy", submit, easy, run));
        Difference mean = comparison.Arms[0].Find("mean_queueing_delay_seconds")!;
        Assert.That((mean.Baseline, mean.Value, mean.Change), Is.EqualTo((11.0, 6.0, -5.0)));
        Assert.That(mean.AdjustedPValue, Is.Null, "four pairs that differ cannot reject anything");
        Assert.That(comparison.Arms[0].Tests[0].JobsBetter, Is.EqualTo(2));
        Assert.That(comparison.Arms[0].Tests[0].JobsWorse, Is.EqualTo(1));
    }

    // Every wait is exactly halved, so every resample has the ratio 1/2.
    [Test]
    public void HalvedWaitsAreBetterWithoutDoubt()
    {
        Comparison comparison = Comparison.Of(Waits("fifo", i => 100 + i), Waits("half", i => (100 + i) / 2.0));
        Difference mean = comparison.Arms[0].Find("mean_total_wait_seconds")!;
        Assert.That(mean.Ratio, Is.EqualTo(0.5));
        Assert.That(mean.RatioInterval!.Value.Low, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(mean.RatioInterval!.Value.High, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(mean.Verdict, Is.EqualTo(Verdict.Better));
        Assert.That(
            comparison.Answer,
            Is.EqualTo(
                "Under half jobs waited 50 % less on average than under fifo (95 % CI 50 to 50 %); "
                + "so did the slowest 1 %."));
    }

    [Test]
    public void ARunDoesNotDifferFromItself()
    {
        RunResult run = Waits("fifo", i => i % 7 * 50);
        Comparison comparison = Comparison.Of(run, run with { Policy = "twin" });
        Assert.That(
            comparison.Arms[0].Differences.Select(one => one.Verdict), Is.All.EqualTo(Verdict.NoMeaningfulDifference));
        Assert.That(
            comparison.Answer,
            Does.StartWith("twin made no meaningful difference to how long jobs waited under fifo (the mean is the "));
    }

    // 100,000 s and 100,500 s: certain, but half a percent. 10 s and 9.5 s: five percent, but half a second.
    [TestCase(100_000, 100_500)]
    [TestCase(10, 9.5)]
    public void CertainButTinyDifferencesDoNotMatter(double baseline, double other)
    {
        Comparison comparison = Comparison.Of(Waits("fifo", i => baseline + i), Waits("other", i => other + i));
        Difference mean = comparison.Arms[0].Find("mean_total_wait_seconds")!;
        Assert.That(mean.ChangeInterval!.Value.Contains(0), Is.False);
        Assert.That(mean.Verdict, Is.EqualTo(Verdict.NoMeaningfulDifference));
    }

    // Noise with mean zero that hangs together as queues do: at 5 % few of 60 comparisons may find something.
    [Test]
    public void NoiseIsRarelyTakenForADifference()
    {
        int found = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            double[] noise = new double[300];
            RandomStream random = new(seed, "noise");
            for (int i = 1; i < noise.Length; i++)
            {
                noise[i] = (0.8 * noise[i - 1]) + (200 * (random.NextDouble() - 0.5));
            }

            Comparison comparison = Comparison.Of(
                new ComparisonOptions { Bootstrap = new() { Resamples = 300 } },
                Waits("fifo", _ => 1000, 300), Waits("other", i => 1000 + noise[i], 300));
            Verdict verdict = comparison.Arms[0].Find("mean_total_wait_seconds")!.Verdict;
            found += verdict is Verdict.Better or Verdict.Worse ? 1 : 0;
        }

        Assert.That(found, Is.LessThanOrEqualTo(6));
    }

    // The documented Wilcoxon example as changes of the wait: delay, total wait, JCT and slowdown all have p =
    // 0.04125977, and Holm multiplies the smallest of four p values by four.
    [Test]
    public void RankTestsAreCorrectedForTheirNumber()
    {
        double[] change = [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75];
        Comparison comparison = Comparison.Of(Waits("fifo", _ => 100, 15), Waits("other", i => 100 + change[i], 15));
        Assert.That(
            comparison.Arms[0].Tests.Select(test => test.AdjustedPValue), Is.All.EqualTo(4 * 0.04125977).Within(1e-7));
        Assert.That(comparison.Arms[0].Find("mean_jct_seconds")!.Verdict, Is.EqualTo(Verdict.NoMeaningfulDifference));
    }

    [Test]
    public void RunsOfOtherJobsAreRefused()
    {
        RunResult run = Waits("fifo", _ => 1);
        Assert.That(
            () => Comparison.Of(run, Waits("short", _ => 1, 3)),
            Throws.TypeOf<ComparisonException>().With.Message.Contains("40 and 3 jobs"));
        RunResult renamed = RunModel.Run(Enumerable.Range(0, 40).Select(i => new ModelJob($"x{i}", i, i + 1, i + 101)));
        Assert.That(
            () => Comparison.Of(run, renamed), Throws.TypeOf<ComparisonException>().With.Message.Contains("job 'j0'"));
        Assert.That(() => Comparison.Of(run), Throws.TypeOf<ComparisonException>());
        Assert.That(
            () => Comparison.OfSeeds([run, run], [run]),
            Throws.TypeOf<ComparisonException>().With.Message.Contains("has 1 runs"));
    }

    [Test]
    public void JobsThatEndedInOneArmOnlyAreCountedAndInNoPair()
    {
        ModelJob[] first = [.. Jobs(10, i => 10)];
        ModelJob[] second = [.. Jobs(10, i => 20)];
        first[9] = first[9] with { StartSeconds = null, EndSeconds = null, Status = JobStatus.Pending };
        second[3] = second[3] with { StartSeconds = null, EndSeconds = null, Status = JobStatus.Rejected };
        second[4] = second[4] with { StartSeconds = null, EndSeconds = null, Status = JobStatus.Rejected };
        ComparisonArm arm = Comparison.Of(Of("fifo", first), Of("other", second)).Arms[0];
        Assert.That((arm.PairedJobs, arm.JobsEndedOnlyUnderBaseline, arm.JobsEndedOnlyHere), Is.EqualTo((7, 2, 1)));
        Assert.That(arm.Answer, Does.EndWith("(left out: 3 that ended under only one of the two)."));
        Assert.That(arm.Find("jobs_ended")!.Change, Is.EqualTo(-1));

        static RunResult Of(string policy, ModelJob[] jobs)
        {
            RunResult run = RunModel.Run(jobs, policy);
            // A job that did not run has no run time here, but it is the same job.
            return run with { Workload = new(run.Workload.Jobs.Select(job => job with { Profile = new() })) };
        }
    }

    // The idle half of each job's run is cut off: JCT 200 -> 150 with run time 100 -> 50. Slowdown over its own run
    // time would grow from 2 to 3; over the baseline's it falls to 1.5.
    [Test]
    public void ShorterRunTimesDoNotCountAsSlowdown()
    {
        RunResult full = Waits("fifo", _ => 100);
        RunResult cut = full with
        {
            Policy = "reclaim",
            Jobs = [.. full.Jobs.Select(Cut)],
        };
        Comparison comparison = Comparison.Of(full, cut);
        Difference slowdown = comparison.Arms[0].Find("mean_bounded_slowdown")!;
        Assert.That((slowdown.Baseline, slowdown.Value), Is.EqualTo((2.0, 1.5)));
        Assert.That(comparison.Notes, Has.Some.Contains("run time under the baseline"));
        Assert.That(comparison.Arms[0].Metrics[0].BoundedSlowdown.Mean, Is.EqualTo(3));

        static JobResult Cut(JobResult job) =>
            job with { RunTime = job.RunTime / 2, EndTime = job.EndTime - (job.RunTime / 2) };
    }

    [Test]
    public void EqualPoliciesAreToldApartByTheirOptions()
    {
        RunResult run = Waits("sjf", _ => 1);
        RunResult one = run with { PolicyOptions = new Dictionary<string, string> { ["a"] = "1", ["b"] = "5" } };
        RunResult two = run with { PolicyOptions = new Dictionary<string, string> { ["a"] = "2", ["b"] = "5" } };
        Comparison comparison = Comparison.Of(one, two, two);
        Assert.That(comparison.Baseline, Is.EqualTo("sjf (a=1)"));
        Assert.That(comparison.Arms.Select(arm => arm.Name), Is.EqualTo(new[] { "sjf (a=2)", "sjf (a=2) #2" }));
    }

    [Test]
    public void OneRunHasNoIntervalForItsMakespan()
    {
        Comparison comparison = Comparison.Of(Waits("fifo", _ => 100), Waits("other", _ => 500));
        Difference makespan = comparison.Arms[0].Find("makespan_seconds")!;
        Assert.That(makespan.Verdict, Is.EqualTo(Verdict.NotTested));
        Assert.That(makespan.Basis, Does.StartWith("no interval"));
        Assert.That(makespan.Change, Is.EqualTo(400));
    }

    // Twelve seeds; the makespan of each is 100 s longer: every resample of the seeds says so.
    [Test]
    public void SeedsGiveTheMakespanAnInterval()
    {
        RunResult[] first = [.. Enumerable.Range(0, 12).Select(seed => Waits("fifo", i => 100 + (seed * i)))];
        RunResult[] second = [.. Enumerable.Range(0, 12).Select(seed => Waits("other", i => 200 + (seed * i)))];
        Comparison comparison = Comparison.OfSeeds(first, second);
        Difference makespan = comparison.Arms[0].Find("makespan_seconds")!;
        Assert.That(makespan.ChangeInterval!.Value.Low, Is.EqualTo(100).Within(1e-9));
        Assert.That(makespan.ChangeInterval!.Value.High, Is.EqualTo(100).Within(1e-9));
        Assert.That(makespan.Verdict, Is.EqualTo(Verdict.Worse));
        Assert.That(comparison.Runs, Is.EqualTo(12));
        Assert.That(comparison.ToMarkdown(), Does.Contain("bootstrap over 12 seeds"));
    }

    [Test]
    public void TooFewSeedsAreNotTested()
    {
        RunResult[] first = [Waits("fifo", _ => 1), Waits("fifo", _ => 2)];
        RunResult[] second = [Waits("b", _ => 50), Waits("b", _ => 60)];
        Difference mean = Comparison.OfSeeds(first, second).Arms[0].Find("mean_jct_seconds")!;
        Assert.That((mean.Verdict, mean.Basis), Is.EqualTo((Verdict.NotTested, "no interval: only 2 seeds")));
    }

    [Test]
    public void NothingInCommonIsSaid()
    {
        ModelJob[] jobs = [new("a", 0, null, null) { Status = JobStatus.Rejected }];
        Comparison comparison = Comparison.Of(RunModel.Run(jobs), RunModel.Run(jobs, "other"));
        Assert.That(
            comparison.Answer, Is.EqualTo("No job ended under both other and fifo, so nothing can be compared."));
        Assert.That(comparison.ToMarkdown(), Does.Not.Contain("| jobs ended |"));
    }

    [Test]
    public void TheSameSeedGivesTheSameBytes()
    {
        string first = JsonSerializer.Serialize(Compare());
        Assert.That(JsonSerializer.Serialize(Compare()), Is.EqualTo(first));
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize<Comparison>(first)), Is.EqualTo(first));

        static Comparison Compare() =>
            Comparison.Of(Waits("fifo", i => i * 37 % 100), Waits("other", i => i * 53 % 100));
    }

    [Test]
    public void AnArmIsJudgedTheSameWhateverStandsBesideIt()
    {
        RunResult fifo = Waits("fifo", i => i * 37 % 100);
        RunResult a = Waits("a", i => i * 53 % 100), b = Waits("b", i => i % 9);
        Difference alone = Comparison.Of(fifo, b).Arms[0].Find("p95_jct_seconds")!;
        Assert.That(Comparison.Of(fifo, a, b).Arms[1].Find("p95_jct_seconds"), Is.EqualTo(alone));
    }

    // Nine users; the jobs of u0 wait 900 s longer, those of the others do not. Of 9 users drawn with replacement u0 is
    // missing in 35 %, so the interval reaches 0; of blocks of jobs in turn, each has jobs of u0.
    [Test]
    public void UsersCanBeTheUnits()
    {
        RunResult fifo = Waits("fifo", _ => 1000, 360);
        RunResult other = Waits("other", i => i % 9 == 0 ? 1900 : 1000, 360);
        ComparisonOptions byUser = new() { Unit = ResamplingUnit.Users };
        Difference users = Comparison.Of(byUser, fifo, other).Arms[0].Find("mean_total_wait_seconds")!;
        Difference blocks = Comparison.Of(fifo, other).Arms[0].Find("mean_total_wait_seconds")!;
        Assert.That(users.ChangeInterval!.Value.Low, Is.Zero);
        Assert.That(users.Verdict, Is.EqualTo(Verdict.NoMeaningfulDifference));
        Assert.That(users.Basis, Is.EqualTo("360 paired jobs of 9 users"));
        Assert.That(blocks.ChangeInterval!.Value.Low, Is.GreaterThan(50));
        Assert.That(blocks.Verdict, Is.EqualTo(Verdict.Worse));
    }

    private static RunResult Waits(string policy, Func<int, double> wait, int jobs = 40) =>
        RunModel.Run(Jobs(jobs, wait), policy, gpus: 100);

    // A job each second that runs for 100 s.
    private static IEnumerable<ModelJob> Jobs(int count, Func<int, double> wait) =>
        Enumerable.Range(0, count)
            .Select(i => new ModelJob($"j{i}", i, i + wait(i), i + wait(i) + 100) { User = $"u{i % 9}" });

    private static RunResult Runs(string policy, double[] submit, double[] start, double[] run) =>
        RunModel.Run(submit.Select((at, i) => new ModelJob($"{i}", at, start[i], start[i] + run[i])), policy, gpus: 10);
}
