using ClusterSim.Reports.Charts;

namespace ClusterSim.Tests.Reports;

[TestFixture]
internal sealed class ReadableTests
{
    // Expected texts by hand: three significant digits, thousands separated, no exponent.
    [TestCase(0, "0")]
    [TestCase(0.012345, "0.0123")]
    [TestCase(1.006, "1.01")]
    [TestCase(12.345, "12.3")]
    [TestCase(1234567.8, "1,234,568")]
    [TestCase(-0.5, "−0.5")]
    [TestCase(-1e-9, "0")]
    [TestCase(double.NaN, "–")]
    public void NumbersHaveThreeSignificantDigits(double value, string expected) =>
        Assert.That(Readable.Significant(value), Is.EqualTo(expected));

    [TestCase(0, "0 s")]
    [TestCase(0.05, "50 ms")]
    [TestCase(90, "90 s")]
    [TestCase(120, "2 min")]
    [TestCase(7_199, "120 min")]
    [TestCase(86_400, "24 h")]
    [TestCase(172_800, "2 d")]
    public void DurationsStandInTheUnitThatSuitsThem(double seconds, string expected) =>
        Assert.That(Readable.Duration(seconds), Is.EqualTo(expected));

    [Test]
    public void SeveralDurationsShareAUnitInWhichTheSmallestIsReadable()
    {
        // 4.51 days and 1.9 hours: in days the second would be 0.08, in minutes the first 6,494.
        DurationUnit unit = DurationUnit.ForAll([389_664, 6_840]);
        Assert.That(unit.Text(389_664), Is.EqualTo("108 h"));
        Assert.That(unit.Text(6_840), Is.EqualTo("1.9 h"));
    }

    // 59 min, 47.7 min and 22.6 ms, as waits before the first start under a policy that preempts: 0.0226 s is none of
    // the others' minutes, and must not make them 3,538 s.
    [Test]
    public void ADurationThatCannotBeSeenBesideTheOthersHasAUnitOfItsOwn()
    {
        DurationUnit unit = DurationUnit.ForAll([3_538, 2_860, 0.0226]);
        Assert.That(unit.Text(3_538), Is.EqualTo("59 min"));
        Assert.That(unit.Text(0.0226), Is.EqualTo("22.6 ms"));
        Assert.That(unit.Text(0), Is.EqualTo("0 min"));
    }

    [Test]
    public void AxesEndOnRoundTicks()
    {
        // 1,310 in about five steps: steps of 500 up to 1,500.
        Assert.That(
            Axes.FromZero("jobs", 1_310).Ticks.Select(tick => tick.Label),
            Is.EqualTo(new[] { "0", "500", "1,000", "1,500" }));
        // Ten days in at most six steps: every two days, told in days.
        Axis time = Axes.Time("time", 0, 864_000);
        Assert.That(time.Title, Is.EqualTo("time (d)"));
        Assert.That(time.Ticks.Select(tick => tick.Label), Is.EqualTo(new[] { "0", "2", "4", "6", "8", "10" }));
    }

    [Test]
    public void ALogarithmicAxisGivesEqualRatiosEqualLengths()
    {
        Axis axis = Axes.Log("slowdown", 1, 10_000);
        Assert.That(axis.Position(1), Is.Zero);
        Assert.That(axis.Position(100), Is.EqualTo(0.5).Within(1e-12));
        Assert.That(axis.Position(10_000), Is.EqualTo(1).Within(1e-12));
        Assert.That(axis.Position(0), Is.Zero, "values outside stand at the edge");
    }
}
