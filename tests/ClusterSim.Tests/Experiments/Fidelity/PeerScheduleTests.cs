using ClusterSim.Experiments.Fidelity;

namespace ClusterSim.Tests.Experiments.Fidelity;

/// <summary>Every schedule of another program in the registry, job by job: start, finish, nodes where known.</summary>
public sealed class PeerScheduleTests
{
    private static IEnumerable<TestCaseData> Registry =>
        PeerSchedules.All.Select(schedule => new TestCaseData(schedule).SetArgDisplayNames(schedule.Name));

    private static string Page => File.ReadAllText(Repository.Path("docs/fidelity/job-by-job.md"));

    [Test]
    public void ThePageShowsTheRegistryAndNothingElse()
    {
        IEnumerable<string> shown = Page.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.That(shown, Is.EqualTo(PeerSchedules.All.Select(schedule => schedule.Name)));
    }

    [Test]
    public void NamesAndSchedulesOccurOnce() => Assert.That(
        PeerSchedules.All.Select(schedule => schedule.Name), Is.Unique);

    [TestCaseSource(nameof(Registry))]
    public void OurScheduleEqualsThePeers(PeerSchedule schedule)
    {
        string data = SharedData.Path(schedule.Schedule)[..^schedule.Schedule.Length];
        PeerComparison comparison = PeerReplay.Run(schedule, data);
        Assert.Multiple(() =>
        {
            Assert.That(Page, Does.Contain(FidelityPage.RowWithoutTimes(comparison)), "make the page again");
            Assert.That(comparison.IsAsExpected, Is.True, string.Join('\n', comparison.Differences));
            Assert.That(comparison.Jobs, Is.GreaterThan(0));
            Assert.That(schedule.Reason.Length > 0, Is.EqualTo(schedule.KnownDifferences > 0));
        });
    }
}
