using static ClusterSim.Tests.Scheduling.Peers.PeerModel;

namespace ClusterSim.Tests.Scheduling.Peers;

/// <summary>
/// What RLScheduler's environment does within an instant (commit cd433e3), worked out by hand on four processors.
/// </summary>
public sealed class RlSchedulerTests
{
    // Only one job is taken in before a decision: the long one starts, the short one of the same second waits.
    [Test]
    public void OfTwoJobsOfOneSecondTheFirstStartsWhateverItsScore() =>
        Assert.That(
            Starts("sjf-rlscheduler", 4, [Job("1", 0, 4, 100, 100), Job("2", 0, 4, 10, 10)]),
            Is.EqualTo(new double[] { 0, 100 }));

    // Job 2 is the head since second 1; job 3, shorter, comes at 2 and must wait for it all the same.
    [Test]
    public void ABlockedHeadStaysTheHead() =>
        Assert.That(
            Starts(
                "sjf-rlscheduler", 4, [Job("1", 0, 4, 100, 100), Job("2", 1, 4, 50, 50), Job("3", 2, 4, 10, 10)]),
            Is.EqualTo(new double[] { 0, 100, 150 }));

    // The head can start at 100. Job 3 would end at 100, which is not before it; job 4 ends at 99. Job 5 is narrow
    // enough for the processor that the head leaves free, but that counts for nothing.
    [Test]
    public void BackfillEndsStrictlyBeforeTheHeadAndKnowsNoExtraNodes()
    {
        var jobs = new[]
        {
            Job("1", 0, 2, 100, 100), Job("2", 1, 3, 50, 50), Job("3", 2, 1, 98, 98), Job("4", 3, 1, 96, 96),
            Job("5", 4, 1, 500, 500),
        };
        Assert.Multiple(() =>
        {
            Assert.That(
                Starts("fcfs-rlscheduler", 4, jobs, false, ("backfill", "easy")),
                Is.EqualTo(new double[] { 0, 100, 100, 3, 150 }));
            Assert.That(Starts("easy-rlscheduler", 4, jobs), Is.EqualTo(new double[] { 0, 100, 100, 3, 150 }));
            Assert.That(Starts("fcfs-rlscheduler", 4, jobs), Is.EqualTo(new double[] { 0, 100, 100, 150, 150 }));
        });
    }

    // The first job ends at 60, long before its requested end; the estimate of 100 for the head stays, so that at 60
    // the job of 39 s (to 99) still passes beside the head's missing processors.
    [Test]
    public void TheEstimateForTheHeadIsMadeOnce() =>
        Assert.That(
            Starts(
                "easy-rlscheduler", 4,
                [
                    Job("1", 0, 2, 100, 60), Job("2", 0, 2, 90, 90), Job("3", 1, 4, 50, 50), Job("4", 2, 2, 39, 39),
                ]),
            Is.EqualTo(new double[] { 0, 0, 99, 60 }));

    // Job 3 arrives at the second in which job 1 ends, and is taken in before the processors are: nothing changes for
    // job 2, the head. F1: log10(1000) x 4 + 870 log10(1) = 12 is less than log10(10) x 1 + 870 log10(10) = 871.
    [Test]
    public void F1FavoursWhoCameFirst() =>
        Assert.That(
            Starts(
                "f1-rlscheduler", 4, [Job("1", 0, 4, 10, 10), Job("2", 1, 4, 1000, 1000), Job("3", 10, 1, 10, 10)]),
            Is.EqualTo(new double[] { 0, 10, 1010 }));

    // WFP as coded: -((-1 - submit) / requested)^3 x processors. Job 2: (2/100)^3 x 4 = 3.2e-5; job 3: (3/10)^3 x 1 =
    // 0.027. Less goes first: job 2, though WFP3 as published favours the short one that has waited longest for its
    // length. Both are in the queue when job 0, the head, gives way.
    [Test]
    public void WfpDoesNotKnowTheWait() =>
        Assert.That(
            Starts(
                "wfp-rlscheduler", 4,
                [Job("0", 0, 4, 10, 10), Job("1", 0, 4, 10, 10), Job("2", 1, 4, 100, 100), Job("3", 2, 4, 10, 10)]),
            Is.EqualTo(new double[] { 0, 10, 20, 120 }));
}
