using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

public sealed class CountIntervalsTests
{
    // Wilson's score interval as published in Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [TestCase(81, 263, 0.2553, 0.3662)]
    [TestCase(15, 148, 0.0624, 0.1605)]
    [TestCase(0, 20, 0.0, 0.1611)]
    [TestCase(1, 29, 0.0061, 0.1718)]
    public void WilsonIsAsPublished(int successes, int trials, double low, double high)
    {
        ConfidenceInterval interval = CountIntervals.Wilson(successes, trials);
        Assert.That(interval.Low, Is.EqualTo(low).Within(5e-5));
        Assert.That(interval.High, Is.EqualTo(high).Within(5e-5));
    }

    // Exact limits of a Poisson count at 95 %: Pearson and Hartley, Biometrika Tables for Statisticians, table 40.
    [TestCase(0, 0.0, 3.689)]
    [TestCase(1, 0.0253, 5.572)]
    [TestCase(5, 1.623, 11.668)]
    [TestCase(10, 4.795, 18.390)]
    public void PoissonIsAsPublished(int events, double low, double high)
    {
        ConfidenceInterval one = CountIntervals.Poisson(events, 1), ten = CountIntervals.Poisson(events, 10);
        Assert.That(one.Low, Is.EqualTo(low).Within(1e-3));
        Assert.That(one.High, Is.EqualTo(high).Within(1e-3));
        Assert.That(ten.High, Is.EqualTo(high / 10).Within(1e-3));
    }

    [Test]
    public void ImpossibleCountsAreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => CountIntervals.Wilson(3, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => CountIntervals.Wilson(0, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => CountIntervals.Poisson(1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    });
}
