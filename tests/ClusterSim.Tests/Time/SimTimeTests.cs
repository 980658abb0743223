using ClusterSim.Time;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ClusterSim.Tests.Time;

/// <summary>A tick is 100 ns, so that 1 s is 10,000,000 ticks.</summary>
public sealed class SimTimeTests
{
    [TestCase(0, 0)]
    [TestCase(1, 10_000_000)]
    [TestCase(0.00000004, 0)]
    [TestCase(0.00000006, 1)]
    [TestCase(2.3, 23_000_000)]
    [TestCase(1e9, 10_000_000_000_000_000)]
    [TestCase(-1.5, -15_000_000)]
    public void SecondsAreRoundedToTheNearestTick(double seconds, long ticks) =>
        Assert.That((SimTime.FromSeconds(seconds).Ticks, SimTime.Length(seconds).Ticks), Is.EqualTo((ticks, ticks)));

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(1e13)]
    [TestCase(-1e13)]
    public void WhatDoesNotFitIsRefused(double seconds) =>
        Assert.Multiple(() =>
        {
            Assert.That(() => SimTime.FromSeconds(seconds), Throws.TypeOf<OverflowException>());
            Assert.That(() => SimTime.Length(seconds), Throws.TypeOf<OverflowException>());
        });

    [Test]
    public void ArithmeticBeyondTheRangeThrowsInsteadOfWrapping() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => SimTime.Never + TimeSpan.FromTicks(1), Throws.TypeOf<OverflowException>());
            Assert.That(() => new SimTime(long.MinValue) - TimeSpan.FromTicks(1), Throws.TypeOf<OverflowException>());
            Assert.That(() => SimTime.Never - new SimTime(-1), Throws.TypeOf<OverflowException>());
        });

    [Property]
    public bool DifferenceAndSumAreInverse(int a, int b) =>
        new SimTime(a) + (new SimTime(b) - new SimTime(a)) == new SimTime(b);

    [Property]
    public bool ComparisonIsThatOfTheTicks(long a, long b)
    {
        SimTime x = new(a), y = new(b);
        return x < y == a < b && x > y == a > b && x <= y == a <= b && x >= y == a >= b
            && SimTime.Max(x, y).Ticks == Math.Max(a, b) && SimTime.Min(x, y).Ticks == Math.Min(a, b);
    }

    /// <summary>
    /// Two roundings of 2^-53 each are half a tick at 2^51 ticks, 7.1 years: up to there the nearest tick is the
    /// right one.
    /// </summary>
    [Property]
    public bool SecondsAndBackIsTheIdentityForSevenYears(int years, long within)
    {
        long ticks = (Math.Abs((long)years) % 7 * 365 * TimeSpan.TicksPerDay) + Math.Abs(within % TimeSpan.TicksPerDay);
        return SimTime.FromSeconds(new SimTime(ticks).Seconds).Ticks == ticks;
    }

    [Test]
    public void NeverIsLaterThanEverything() =>
        Assert.That((SimTime.Never.IsNever, SimTime.Zero.IsNever, SimTime.Never > new SimTime(long.MaxValue - 1)),
            Is.EqualTo((true, false, true)));

    [TestCase(0, "0 s")]
    [TestCase(12.5, "12.5 s")]
    [TestCase(0.0000001, "0.0000001 s")]
    public void TextHasTheUnitAndAPoint(double seconds, string text) =>
        Assert.That((SimTime.FromSeconds(seconds).ToString(), SimTime.Never.ToString()), Is.EqualTo((text, "never")));
}
