using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

[TestFixture]
internal sealed class RatioIntervalTests
{
    /// <summary>
    /// In NumPy: R = s.sum()/c.sum(); e = s - R*c; se = sqrt(e.var() * 5 * 5/4) / c.sum(); R ± se * t.ppf(.975, 4).
    /// </summary>
    [Test]
    public void UsersWithSeveralJobsVaryAsAWhole()
    {
        ConfidenceInterval found = RatioInterval.Of([100, 0, 300, 40, 60], [4, 1, 3, 2, 2]);
        Assert.That(found.Estimate, Is.EqualTo(41.666666666666664).Within(1e-12));
        Assert.That(found.Low, Is.EqualTo(-9.567503317792486).Within(1e-6));
        Assert.That(found.High, Is.EqualTo(92.90083665112581).Within(1e-6));
    }

    /// <summary>One job a user: the interval of Student's t; mean 2, standard error sqrt(1/3), t 4.302653.</summary>
    [Test]
    public void WithOneJobEachItIsTheIntervalOfAMean()
    {
        ConfidenceInterval found = RatioInterval.Of([1, 2, 3], [1, 1, 1]);
        Assert.That(found.High - found.Estimate, Is.EqualTo(4.302652729911275 / Math.Sqrt(3)).Within(1e-6));
    }
}
