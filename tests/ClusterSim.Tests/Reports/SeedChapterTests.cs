using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Reports;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Tests.Reports;

/// <summary>Two policies with five seeds each, in which only node failures differ from seed to seed.</summary>
[TestFixture]
internal sealed class SeedChapterTests
{
    [Test]
    public void TheAnswerOverAllSeedsStandsOnTop()
    {
        using ScratchFolder folder = new();
        FinishedRun[] fifo = Runs(folder, () => Policies.Fifo()), skip = Runs(folder, () => Policies.FifoSkip());
        RunGroup group = new("", [fifo, skip]);
        Report.Of("title", "", [group]).WriteTo(folder.Path);

        Comparison expected = Comparison.OfSeeds(
            [.. fifo.Select(run => run.Result)], [.. skip.Select(run => run.Result)]);
        using JsonDocument data = JsonDocument.Parse(folder.Read("report.json"));
        JsonElement[] chapters = [.. data.RootElement.GetProperty("groups").EnumerateArray()];
        Assert.That(
            chapters.Select(chapter => chapter.GetProperty("name").GetString()),
            Is.EqualTo(new[] { "Over 5 seeds", "seed 1", "seed 2", "seed 3", "seed 4", "seed 5" }));
        Assert.That(chapters[0].GetProperty("answer").GetString(), Is.EqualTo(expected.Answer));
        Assert.That(group.Comparison!.ToMarkdown(), Is.EqualTo(expected.ToMarkdown()));
        string page = folder.Read("report.html");
        Assert.That(page, Does.Contain("5 seeds").And.Contain("id=\"g2-answer\""));
    }

    private static FinishedRun[] Runs(ScratchFolder folder, Func<ISchedulingPolicy> policy) =>
        [.. Enumerable.Range(1, 5).Select(seed => Run(folder, policy(), seed))];

    private static FinishedRun Run(ScratchFolder folder, ISchedulingPolicy policy, int seed)
    {
        string path = folder.File($"{policy.Name}-{seed}");
        SimulationOptions options = new()
        {
            Seed = seed, Failures = new FailureModel(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5)),
        };
        using (ResultWriter writer = new(path, SmallRun.Workload, SmallRun.Platform))
        {
            RunResult run = Simulation.Run(SmallRun.Workload, SmallRun.Platform, policy, options, writer);
            writer.Finish(run, policy.Name);
        }

        return FinishedRun.Read(path);
    }
}
