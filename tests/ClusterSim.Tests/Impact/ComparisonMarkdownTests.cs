using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Tests.Impact;

public class ComparisonMarkdownTests
{
    // Waits of 60 jobs: 100 s, 50 s (every resample halves) and 400 s (every resample has the factor 4). All jobs run
    // 100 s on one of 100 GPUs at 3 an hour: JCT 200, 150 and 500 s, slowdown 2, 1.5 and 5, cost 300 / 3600 a job.
    // Makespan: last submission at 59 s + JCT. Held 6,000 GPU-s of 100 GPUs x makespan.
    [Test]
    public void TheTableShowsTheBaselineFirstAndWhatWasNotTested()
    {
        Comparison comparison = Comparison.Of(Waits("fifo", 100), Waits("fast", 50), Waits("slow", 400));
        string[] lines = comparison.ToMarkdown().Split('\n');
        Assert.That(lines[0], Is.EqualTo(
            "Under fast jobs waited 50 % less on average than under fifo (95 % CI 50 to 50 %); "
            + "so did the slowest 1 %."));
        Assert.That(lines[1], Is.EqualTo(
            "Under slow jobs waited 4.00 times as long on average as under fifo (95 % CI 4.00 to 4.00 times); "
            + "so did the slowest 1 %."));
        Assert.That(lines[3..8], Is.EqualTo(new[]
        {
            "| metric | policy | value | ratio | 95 % interval of the ratio | adjusted p | verdict |",
            "|---|---|--:|--:|--:|--:|---|",
            "| mean wait | fifo | 100 s | 1.00 | | | baseline |",
            "| | fast | 50 s | 0.5 | 0.5 to 0.5 | <0.001 | better |",
            "| | slow | 400 s | 4.00 | 4.00 to 4.00 | <0.001 | worse |",
        }));
        Assert.That(lines, Has.Member("| makespan | fifo | 259 s | 1.00 | | | baseline |"));
        Assert.That(lines, Has.Member("| | slow | 559 s | 2.16 | none |  | not tested |"));
        Assert.That(lines, Has.Member("| GPU allocation ratio | fifo | 0.232 | 1.00 | | | baseline |"));
        Assert.That(lines, Has.Member("| cost per job | fifo | 0.0833 | 1.00 | | | baseline |"));
        Assert.That(lines, Has.None.Contains("jobs ended").And.None.Contains("CPU allocation"));
    }

    // Every job of the second arm starts at once and waits 50 s later, between two starts.
    [Test]
    public void QueueingDelayHasARowOnlyWhereItIsNotTheWhole()
    {
        RunResult preemptive = RunModel.Run(
            Enumerable.Range(0, 60).Select(i => new ModelJob($"j{i}", i, i, i + 100) { TotalWaitSeconds = 50 }),
            "preemptive", gpus: 100);
        string[] lines = Comparison.Of(Waits("fifo", 100), preemptive).ToMarkdown().Split('\n');
        Assert.That(lines, Has.Member("| mean queueing delay | fifo | 100 s | 1.00 | | | baseline |"));
        Assert.That(lines[0], Does.StartWith("Under preemptive jobs waited 50 % less on average"));
        string plain = Comparison.Of(Waits("fifo", 100), Waits("fast", 50)).ToMarkdown();
        Assert.That(plain, Does.Not.Contain("queueing delay"));
    }

    // The wrapper waits 50 s, what it wraps 200 s and the baseline 100 s: half as long, and a quarter.
    [Test]
    public void AWrappingPolicyIsAlsoComparedWithTheOneThatItWraps()
    {
        RunResult wrapped = Waits("slow", 200);
        RunResult wrapper = Waits("acting", 50) with
        {
            PolicyOptions = ImmutableSortedDictionary<string, string>.Empty.Add("base", "slow"),
        };
        const string Added = " Against slow, which it wraps: under acting jobs waited 75 % less on average than under "
            + "slow (95 % CI 75 to 75 %); so did the slowest 1 %.";
        Assert.That(Comparison.Of(Waits("fifo", 100), wrapped, wrapper).Arms[1].Answer, Does.EndWith(Added));
        Assert.That(Comparison.Of(wrapped, wrapper).Arms[0].Answer, Does.Not.Contain("Against"));
        RunResult other = wrapped with { PolicyOptions = wrapper.PolicyOptions.ToImmutableDictionary() };
        Assert.That(
            Comparison.Of(Waits("fifo", 100), other, wrapper).Arms[1].Answer, Does.Not.Contain("Against"),
            "the same policy with another option is not what it wraps");
    }

    [Test]
    public void JobsThatEndedInOneRunOnlyGetARowAndANote()
    {
        RunResult fifo = Waits("fifo", 100);
        JobResult rejected = fifo.Jobs[0] with
        {
            StartTime = SimTime.Never,
            EndTime = SimTime.Never,
            Status = JobStatus.Rejected,
        };
        RunResult other = fifo with { Policy = "picky|one", Jobs = fifo.Jobs.SetItem(0, rejected) };
        string text = Comparison.Of(fifo, other).ToMarkdown();
        Assert.That(text, Does.Contain("| jobs ended | fifo | 60 | 1.00 | | | baseline |\n| | picky\\|one | 59 |"));
        Assert.That(text, Does.Contain("\n- 1 jobs ended only under the baseline and 0 only under picky|one"));
    }

    [TestCase(0, "0")]
    [TestCase(0.00123456, "0.00123")]
    [TestCase(0.9996, "1.00")]
    [TestCase(9.996, "10.0")]
    [TestCase(99.96, "100")]
    [TestCase(1234567, "1,234,567")]
    [TestCase(-2.5, "-2.50")]
    [TestCase(1.5e-9, "1.50E-9")]
    public void NumbersHaveThreeDigits(double value, string expected) =>
        Assert.That(NumberText.Plain(value), Is.EqualTo(expected));

    [TestCase(0.034, "3.4")]
    [TestCase(0.34, "34")]
    [TestCase(0.9824, "98.2")]
    [TestCase(1, "100")]
    [TestCase(12.5, "1,250")]
    public void PercentagesAreShort(double share, string expected) =>
        Assert.That(NumberText.Percent(share), Is.EqualTo(expected));

    private static RunResult Waits(string policy, double wait) => RunModel.Run(
        Enumerable.Range(0, 60).Select(i => new ModelJob($"j{i}", i, i + wait, i + wait + 100)), policy, gpus: 100);
}
