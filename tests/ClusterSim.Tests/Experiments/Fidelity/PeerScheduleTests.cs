using ClusterSim.Experiments.Fidelity;

namespace ClusterSim.Tests.Experiments.Fidelity;

/// <summary>Every schedule of another program in the registry, job by job: start, finish, nodes where known.</summary>
public sealed class PeerScheduleTests
{
    private static IEnumerable<TestCaseData> Registry =>
        PeerSchedules.All.Select(schedule => new TestCaseData(schedule).SetArgDisplayNames(schedule.Name));

    [TestCaseSource(nameof(Registry))]
    public void OurScheduleEqualsThePeers(PeerSchedule schedule)
    {
        string data = SharedData.Path(schedule.Schedule)[..^schedule.Schedule.Length];
        PeerComparison comparison = PeerReplay.Run(schedule, data);
        Assert.Multiple(() =>
        {
            Assert.That(comparison.IsAsExpected, Is.True, string.Join('\n', comparison.Differences));
            Assert.That(comparison.Jobs, Is.GreaterThan(0));
            Assert.That(schedule.Reason.Length > 0, Is.EqualTo(schedule.KnownDifferences > 0));
        });
    }
}
