using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

public class DescriptiveTests
{
    // Hand computation with (sum x)^2 / (n sum x^2) and the Gini formula: 100 / (4 x 30) and (-3 - 2 + 3 + 12) / 40.
    [TestCase(new double[] { 1, 0, 0, 0 }, 0.25, 0.75)]
    [TestCase(new double[] { 1, 2, 3, 4 }, 100.0 / 120, 0.25)]
    [TestCase(new double[] { 4, 3, 2, 1 }, 100.0 / 120, 0.25)]
    [TestCase(new double[] { 5, 5, 5 }, 1, 0)]
    [TestCase(new double[] { 0, 0 }, 1, 0)]
    public void InequalityOfSmallSamples(double[] values, double jain, double gini)
    {
        Assert.That(Inequality.Jain(values), Is.EqualTo(jain).Within(1e-15));
        Assert.That(Inequality.Gini(values), Is.EqualTo(gini).Within(1e-15));
    }

    [Test]
    public void EmptySamplesHaveNoValue()
    {
        Assert.That(Moments.Mean([]), Is.NaN);
        Assert.That(Moments.StandardDeviation([1]), Is.NaN);
        Assert.That(Quantiles.Of([], 0.5), Is.NaN);
        Assert.That(Inequality.Jain([]), Is.NaN);
        Assert.That(Inequality.Gini([]), Is.NaN);
        Assert.That(Ecdf.Points([]), Is.Empty);
    }

    // 10^16 + 1 - 10^16 loses the 1 in plain double arithmetic, whose spacing is 2 there.
    [Test]
    public void SumsKeepSmallValuesBesideLargeOnes()
    {
        Assert.That(Moments.Mean([1e16, 1, -1e16, 1]), Is.EqualTo(0.5));
        Assert.That(Moments.Mean([double.PositiveInfinity, 1]), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void ProbabilitiesOutsideZeroToOneAreRefused()
    {
        Assert.That(() => Quantiles.Of([1], 1.01), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Quantiles.Of([1], double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // Three of four values are at most 2.
    [Test]
    public void EqualValuesMakeOneStep() =>
        Assert.That(Ecdf.Points([2, 1, 2, 7]), Is.EqualTo(new EcdfPoint[] { new(1, 0.25), new(2, 0.75), new(7, 1) }));

    [Test]
    public void ThinnedStepsAreExactAndKeepBothEnds()
    {
        double[] values = [.. Enumerable.Range(1, 10_000).Select(i => (double)i)];
        EcdfPoint[] points = [.. Ecdf.Points(values, 50)];
        Assert.That(points, Has.Length.InRange(45, 50));
        Assert.That(points[0], Is.EqualTo(new EcdfPoint(1, 1e-4)));
        Assert.That(points[^1], Is.EqualTo(new EcdfPoint(10_000, 1)));
        Assert.That(points.Select(point => point.Share), Is.EqualTo(points.Select(point => point.Value / 10_000)));
    }
}
