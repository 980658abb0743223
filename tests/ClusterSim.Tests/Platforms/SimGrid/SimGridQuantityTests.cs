using ClusterSim.Platforms.SimGrid;

namespace ClusterSim.Tests.Platforms.SimGrid;

/// <summary>
/// Units of SimGrid, as its manual lists them: prefixes of 1000 (k, M, G) and of 1024 (Ki, Mi, Gi), Bps for bytes and
/// bps for bits a second, f and flops, w to ps.
/// </summary>
public sealed class SimGridQuantityTests
{
    [TestCase("1Gf", 1)]
    [TestCase("100.0Mf", 0.1)]
    [TestCase("286.087kf", 286.087e-6)]
    [TestCase("16.673E9flops", 16.673)]
    [TestCase("2megaflops", 0.002)]
    [TestCase("1000000000", 1)]
    [TestCase("2Ef", 2e9)]
    [TestCase("0.1639344262295082f", 0.1639344262295082e-9)]
    [TestCase("1e-9Mf", 1e-12)]
    public void Speeds(string text, double gflops)
    {
        Assert.That(SimGridQuantity.TryGflops(text, out double value), Is.True);
        Assert.That(value, Is.EqualTo(gflops).Within(1e-12).Percent);
    }

    [TestCase("125MBps", 1)]
    [TestCase("1Gbps", 1)]
    [TestCase("1.25E8Bps", 1)]
    [TestCase("1.25E8", 1)]
    [TestCase("1GiBps", 8 * 1.073741824)]
    [TestCase("1Kibps", 1024e-9)]
    [TestCase("1e15Bps", 8e6)]
    public void Bandwidths(string text, double gbps)
    {
        Assert.That(SimGridQuantity.TryGbps(text, out double value), Is.True);
        Assert.That(value, Is.EqualTo(gbps).Within(1e-12).Percent);
    }

    [TestCase("50us", 50e-6)]
    [TestCase("1.461517ms", 1.461517e-3)]
    [TestCase("2.4E-5s", 2.4e-5)]
    [TestCase("0", 0)]
    [TestCase("2w", 1_209_600)]
    [TestCase("3m", 180)]
    public void Times(string text, double seconds)
    {
        Assert.That(SimGridQuantity.TrySeconds(text, out double value), Is.True);
        Assert.That(value, Is.EqualTo(seconds).Within(1e-12).Percent);
    }

    [TestCase("")]
    [TestCase("f")]
    [TestCase("0f")]
    [TestCase("-1Gf")]
    [TestCase("1 Gx")]
    [TestCase("1gf")]
    [TestCase("1e999f")]
    [TestCase("NaNf")]
    public void WhatIsNoSpeedIsRefused(string text) =>
        Assert.That(SimGridQuantity.TryGflops(text, out _), Is.False);
}
