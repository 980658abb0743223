using System.Text.Json;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>Expected values: scipy, see Oracle/make_kolmogorov.py, and counts by hand.</summary>
public class KolmogorovSmirnovTests
{
    [Test]
    public void DistanceAndPValueEqualScipy()
    {
        using JsonDocument oracle = JsonDocument.Parse(
            File.ReadAllText(Repository.Path("tests/ClusterSim.Tests/Statistics/Oracle/kolmogorov.json")));
        foreach (JsonElement entry in oracle.RootElement.GetProperty("cases").EnumerateArray())
        {
            KolmogorovSmirnovResult result = KolmogorovSmirnov.Test(entry.Doubles("x"), entry.Doubles("y"));
            Assert.That(result.Distance, Is.EqualTo(entry.Double("d")).Within(1e-12));
            Assert.That(result.Exact, Is.EqualTo(entry.GetProperty("exact").GetBoolean()));
            Assert.That(result.PValue, Is.EqualTo(entry.Double("p")).Within(1e-8).Percent);
        }
    }

    // Of the 4! / (2! 2!) = 6 orders of two and two values, aabb and bbaa reach D = 1: p = 2/6. Those two and abba and
    // baab and abab and baba all reach 1/2: p = 1.
    [Test]
    public void SmallSamplesAreCountedExactly()
    {
        Assert.That(KolmogorovSmirnov.Test([1, 2], [3, 4]).PValue, Is.EqualTo(1 / 3.0).Within(1e-15));
        Assert.That(KolmogorovSmirnov.Test([1, 3], [2, 4]).PValue, Is.EqualTo(1).Within(1e-15));
        Assert.That(KolmogorovSmirnov.Test([1, 3], [2, 4]).Distance, Is.EqualTo(0.5));
    }

    [Test]
    public void OrderDoesNotMatterAndAnEmptySampleTellsNothing()
    {
        Assert.That(
            KolmogorovSmirnov.Test([3, 1, 2], [9, 2.5]), Is.EqualTo(KolmogorovSmirnov.Test([1, 2, 3], [2.5, 9])));
        Assert.That(KolmogorovSmirnov.Test([], [1]).PValue, Is.EqualTo(1));
    }

    [Test]
    public void EqualSamplesHaveNoDistance()
    {
        KolmogorovSmirnovResult result = KolmogorovSmirnov.Test([1, 1, 2, 5], [1, 1, 2, 5]);
        Assert.That((result.Distance, result.PValue), Is.EqualTo((0.0, 1.0)));
    }
}
