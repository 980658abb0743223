using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>Quantiles against a sorted list; the bound of one part in sixteen is that of the buckets.</summary>
public sealed class LatencyHistogramTests
{
    [TestCase(0.5)]
    [TestCase(0.9)]
    [TestCase(0.99)]
    [TestCase(0.999)]
    public void AQuantileIsThatOfTheSortedListOrUpToASixteenthMore(double share)
    {
        RandomStream random = new(1, "latency");
        LatencyHistogram histogram = new();
        List<TimeSpan> all = [];
        for (int i = 0; i < 10_000; i++)
        {
            // From 100 ns to some seconds, evenly on the scale of logarithms.
            TimeSpan length = new((long)Math.Exp(random.NextDouble() * 17));
            all.Add(length);
            histogram.Add(length);
        }

        all.Sort();
        TimeSpan exact = all[(int)Math.Ceiling(share * all.Count) - 1];
        Assert.That(histogram.Quantile(share), Is.InRange(exact, exact * (1 + (1.0 / 16))));
        Assert.That(histogram.Max, Is.EqualTo(all[^1]));
        Assert.That(histogram.Count, Is.EqualTo(10_000));
    }

    [Test]
    public void NothingAddedIsZero() => Assert.That(new LatencyHistogram().Quantile(0.99), Is.EqualTo(TimeSpan.Zero));

    [TestCase(-0.1)]
    [TestCase(1.1)]
    public void ASharesBoundsAreChecked(double share) =>
        Assert.That(() => new LatencyHistogram().Quantile(share), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
