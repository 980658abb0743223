using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior;

/// <summary>Durations as Go's time.ParseDuration documents them, in ticks of 100 ns.</summary>
public sealed class GoDurationTests
{
    [TestCase("0", 0)]
    [TestCase("5s", 50_000_000)]
    [TestCase("1h30m", 54_000_000_000)]
    [TestCase("-1.5h", -54_000_000_000)]
    [TestCase("+5s", 50_000_000)]
    [TestCase(".5s", 5_000_000)]
    [TestCase("1.s", 10_000_000)]
    [TestCase("10ms", 100_000)]
    [TestCase("1us", 10)]
    [TestCase("1µs", 10)]
    [TestCase("100ns", 1)]
    [TestCase("1h15m30.918s", 45_309_180_000)]
    public void DurationsAreRead(string text, long ticks)
    {
        Assert.That(GoDuration.TryParse(text, out TimeSpan duration));
        Assert.That(duration.Ticks, Is.EqualTo(ticks));
    }

    [TestCase("")]
    [TestCase("3")]
    [TestCase("-")]
    [TestCase("s")]
    [TestCase(".")]
    [TestCase(".s")]
    [TestCase("1d")]
    [TestCase("2w")]
    [TestCase("5min")]
    [TestCase("1 h")]
    [TestCase("1h 30m")]
    [TestCase("1e3s")]
    [TestCase("99999999999999999999999999h")]
    public void WhatGoRefusesIsRefused(string text) => Assert.That(GoDuration.TryParse(text, out _), Is.False);
}
