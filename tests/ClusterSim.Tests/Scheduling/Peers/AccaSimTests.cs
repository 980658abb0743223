using static ClusterSim.Tests.Scheduling.Peers.PeerModel;

namespace ClusterSim.Tests.Scheduling.Peers;

/// <summary>
/// AccaSim's EBF on four processors. The first two cases were measured with AccaSim (commit 2a3c0e0).
/// </summary>
public sealed class AccaSimTests
{
    // Textbook EASY would start the second job at 100.
    [Test]
    public void ALongJobMayPushTheBlockedOneBack() =>
        Assert.That(
            Starts("easy-accasim", 4, [Job("1", 0, 3, 100, 100), Job("2", 10, 4, 50, 50), Job("3", 20, 1, 1000, 1000)]),
            Is.EqualTo(new double[] { 0, 1020, 20 }));

    // There is room from 60 on, but the reservation is for 100, and the first event after that is at 500.
    [Test]
    public void TheBlockedJobIsTriedAtTheFirstEventAfterItsReservation() =>
        Assert.That(
            Starts("easy-accasim", 4, [Job("1", 0, 3, 100, 60), Job("2", 10, 4, 50, 50), Job("3", 500, 1, 10, 10)]),
            Is.EqualTo(new double[] { 0, 500, 550 }));

    // Without further events AccaSim goes on second by second, and so comes to the reservation.
    [Test]
    public void WithoutFurtherEventsTheBlockedJobStartsAtItsReservation() =>
        Assert.That(
            Starts("easy-accasim", 4, [Job("1", 0, 3, 100, 60), Job("2", 10, 4, 50, 50)]),
            Is.EqualTo(new double[] { 0, 100 }));

    // At 100 the long job still runs: the reservation stays as it was, and job 4 passes once more.
    [Test]
    public void AMissedReservationIsKeptAndTriedAtEveryEvent() =>
        Assert.That(
            Starts(
                "easy-accasim", 4,
                [
                    Job("1", 0, 3, 100, 100), Job("2", 10, 4, 50, 50), Job("3", 20, 1, 200, 200),
                    Job("4", 110, 2, 300, 300),
                ]),
            Is.EqualTo(new double[] { 0, 410, 20, 110 }));
}
