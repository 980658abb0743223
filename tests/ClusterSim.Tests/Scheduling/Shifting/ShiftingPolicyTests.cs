using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Tests.Engine;

namespace ClusterSim.Tests.Scheduling.Shifting;

/// <summary>Hourly series, lengths in hours; what must come out is worked out by hand.</summary>
public sealed class ShiftingPolicyTests
{
    private static readonly double[] s_golden = [300, 200, 100, 100, 250, 400];

    private static readonly (string, string)[] s_threeHours =
        [("max-delay", "3h"), ("max-delay-short", "3h")];

    // Length 2, delay 3: the windows sum to 500, 300, 200, 350 and save 0, 66.7, 75, 30 per hour: start 2.
    [TestCase("lowest-slot")]
    [TestCase("lowest-window")]
    [TestCase("carbon-time")]
    public void TheGoldenSeriesIsStartedAtHourTwo(string policy)
    {
        JobResult job = Shifted.One(policy, 2, s_golden, s_threeHours);
        Assert.That((job.StartTime.Seconds, job.EndTime.Seconds), Is.EqualTo((7200.0, 14_400.0)));
        Assert.That(job.TotalWaitTime, Is.EqualTo(TimeSpan.FromHours(2)));
    }

    [Test]
    public void TheGoldenSeriesIsRunInItsTwoLowestHours()
    {
        JobResult job = Shifted.One(
            "wait-awhile", 2, s_golden,
            [("deadline", "none"), ("interruptible", "yes"), ("max-delay", "3h"), ("max-delay-short", "3h")]);
        Assert.That((job.StartTime.Seconds, job.EndTime.Seconds, job.Restarts), Is.EqualTo((7200.0, 14_400.0, 0)));
    }

    // Length 1: the lowest hour is 3; per hour until the end 200/2, 200/3 and 210/4 are saved: start 1.
    [TestCase("lowest-window", 3)]
    [TestCase("lowest-slot", 3)]
    [TestCase("carbon-time", 1)]
    public void SavingPerTimeDoesNotWaitForTheLastGram(string policy, int start) => Assert.That(
        Shifted.One(policy, 1, [300, 100, 100, 90], s_threeHours).StartTime.Seconds, Is.EqualTo(start * 3600));

    [Test]
    public void AnInterruptibleJobRunsInSeparateHours()
    {
        // Of the four hours until the deadline the lowest two are 0 and 2.
        JobResult job = Shifted.One(
            "wait-awhile", 2, [100, 300, 100, 300],
            [("deadline", "none"), ("interruptible", "yes"), ("max-delay", "2h"), ("max-delay-short", "2h")]);
        Assert.That((job.StartTime.Seconds, job.EndTime.Seconds, job.Restarts), Is.EqualTo((0.0, 10_800.0, 1)));
        Assert.That(job.RunTime, Is.EqualTo(TimeSpan.FromHours(2)));
        Assert.That(job.TotalWaitTime, Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [TestCase("carbon-threshold", "150", 2)]
    [TestCase("carbon-threshold", "50", 3, Description = "never below: it starts when the delay is spent")]
    // Within six hours 30 % of the time is at 100: nothing is below that.
    [TestCase("ecovisor", "p30", 3)]
    // Half of the time is below 250 (100, 100, 200): hour 1 at 200 is.
    [TestCase("carbon-threshold", "p60", 1)]
    public void AThresholdStartsJobsBelowIt(string policy, string level, int start) => Assert.That(
        Shifted.One(policy, 2, s_golden, [.. s_threeHours, ("level", level), ("horizon", "6h")]).StartTime.Seconds,
        Is.EqualTo(start * 3600));

    [Test]
    public void AThresholdMayStopAJobUntilItsDelayIsSpent()
    {
        // Below 150 in hours 0 and 4: it runs one hour, waits its two hours, and runs on at 300.
        JobResult job = Shifted.One(
            "ecovisor", 2, [100, 300, 300, 300, 100],
            [("level", "150"), ("max-delay", "2h"), ("max-delay-short", "2h")]);
        Assert.That((job.StartTime.Seconds, job.EndTime.Seconds, job.Restarts), Is.EqualTo((0.0, 14_400.0, 1)));
    }

    // Submitted on Monday, 6 January 2020, 16:00 for 2 h: it would end at 18:00, so it may end on Tuesday, 09:00.
    [TestCase("next-workday", 16, 2, 31)]
    // It would end at 16:00, in working hours: no delay.
    [TestCase("next-workday", 14, 2, 14)]
    // Friday, 16:00: it would end at 18:00, so it may end on Monday, 09:00, and in the artefact on Saturday, 09:00.
    [TestCase("next-workday", 112, 2, 175)]
    [TestCase("next-workday-artefact", 112, 2, 127)]
    // By Thursday, 09:00: the last start is at 72 + 7 h.
    [TestCase("semi-weekly", 14, 2, 79)]
    public void TheDeadlineOfLetsWaitAwhileIsUsedInFull(string deadline, double submit, double length, double start)
    {
        // Ever cleaner: the latest start is the best.
        double[] falling = [.. Enumerable.Range(0, 200).Select(hour => 1000.0 - hour)];
        JobResult job = Shifted.One("wait-awhile", length, falling, [("deadline", deadline)], submit);
        Assert.That(job.StartTime.Seconds, Is.EqualTo(start * 3600));
    }

    [Test]
    public void PricesAreFollowedByThePriceAwarePolicy()
    {
        (string, string)[] slot = [.. s_threeHours, ("rule", "lowest-slot")];
        double start = Shifted.One("price-aware", 1, [0.3, 0.2, -0.1, 0.2], slot, kind: SignalKind.Price)
            .StartTime.Seconds;
        Assert.That(start, Is.EqualTo(7200));
    }

    [Test]
    public void AMarginalSignalDrivesDecisions()
    {
        double start = Shifted.One("lowest-slot", 1, [300, 200, 100], s_threeHours, kind: SignalKind.Marginal)
            .StartTime.Seconds;
        Assert.That(start, Is.EqualTo(7200));
    }

    [Test]
    public void AShortJobHasItsOwnDelay()
    {
        double[] falling = [.. Enumerable.Range(0, 60).Select(hour => 1000.0 - hour)];
        Assert.That(Shifted.One("lowest-slot", 1, falling, []).StartTime.Seconds, Is.EqualTo(6 * 3600));
        Assert.That(Shifted.One("lowest-slot", 3, falling, []).StartTime.Seconds, Is.EqualTo(24 * 3600));
    }

    [Test]
    public void IdleReservedCapacityIsUsedAtOnce()
    {
        // Both would wait for hour 2; two GPUs are reserved, so that the first of them starts, and then the second.
        var jobs = Model.Jobs(("a", 0, 2, 3600), ("b", 0, 2, 3600));
        RunResult run = Shifted.Run(
            "lowest-slot", jobs, Shifted.Hourly(SignalKind.Average, s_golden), [.. s_threeHours, ("reserved", "2")]);
        Assert.That(run.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 3600 }));
    }

    [Test]
    public void TheBasePolicyOrdersAndPlacesWhatMayRun()
    {
        // One GPU: both jobs are let go at hour 2, and the shorter one goes first.
        var jobs = Model.Jobs(("long", 0, 1, 3000), ("short", 0, 1, 1000));
        RunResult run = Shifted.Run(
            "lowest-slot", jobs, Shifted.Hourly(SignalKind.Average, s_golden),
            [.. s_threeHours, ("base", "sjf"), ("base.placement", "best-fit")], platform: Model.Gpus(1, 1));
        Assert.That(run.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 8200.0, 7200 }));
        Assert.That(run.PolicyOptions["base"], Is.EqualTo("sjf"));
        Assert.That(run.PolicyOptions["base.placement"], Is.EqualTo("best-fit"));
    }

    [Test]
    public void AMissingSignalIsToldByName() => Assert.That(
        () => Simulation.Run(Model.Jobs(("a", 0, 1, 1)), Model.Gpus(1, 1), PolicyCatalog.Create("lowest-slot")),
        Throws.TypeOf<PolicyException>().With.Message.Contains("'lowest-slot' needs a carbon intensity"));

    [TestCase("lengths", "a;b", "SECONDS;SECONDS")]
    [TestCase("level", "p101", "percentile")]
    [TestCase("base", "nothing", "no policy 'nothing'")]
    [TestCase("max-delay", "0", "positive")]
    public void BadOptionsAreTold(string option, string value, string expected) => Assert.That(
        () => PolicyCatalog.Create("ecovisor", new Dictionary<string, string> { [option] = value }),
        Throws.TypeOf<PolicyException>().With.Message.Contains(expected));
}
