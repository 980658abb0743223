using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

public class RankTestTests
{
    // Documented example of scipy.stats.wilcoxon: W = 24, exact p = 0.04125977.
    [Test]
    public void SignedRankOfTheDocumentedExample()
    {
        double[] differences = [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75];
        RankTestResult result = WilcoxonSignedRank.Test(differences);
        Assert.That(result.Statistic, Is.EqualTo(24));
        Assert.That(result.PValue, Is.EqualTo(0.04125977).Within(5e-9));
        Assert.That(result.Exact);
        Assert.That(result.Effect, Is.EqualTo((96 - 24) / 120.0), "ranks 96 of positive against 24 of negative");
    }

    // Documented example of scipy.stats.mannwhitneyu: U = 17, exact p = 0.1111.
    [Test]
    public void RankSumOfTheDocumentedExample()
    {
        RankTestResult result = MannWhitney.Test([19, 22, 16, 29, 24], [20, 11, 17, 12]);
        Assert.That(result.Statistic, Is.EqualTo(17));
        Assert.That(result.PValue, Is.EqualTo(1 / 9.0).Within(1e-12));
        Assert.That(result.Effect, Is.EqualTo(-0.7).Within(1e-12), "the first is greater in 17 of 20 pairs");
    }

    // By definition: three positive differences have the pattern +++ once in 2^3; two-sided 2/8.
    [Test]
    public void FewPairsCannotBeSignificant()
    {
        Assert.That(WilcoxonSignedRank.Test([1, 2, 3]).PValue, Is.EqualTo(0.25));
        Assert.That(WilcoxonSignedRank.SmallestPValue(3), Is.EqualTo(0.25));
        Assert.That(WilcoxonSignedRank.SmallestPValue(6), Is.EqualTo(0.03125));
    }

    [Test]
    public void NothingToTestGivesOne()
    {
        Assert.That(WilcoxonSignedRank.Test([]).PValue, Is.EqualTo(1));
        Assert.That(WilcoxonSignedRank.Test([0, 0, 0]), Is.EqualTo(new RankTestResult(0, 1, 0, 0, true)));
        Assert.That(MannWhitney.Test([], [1, 2]).PValue, Is.EqualTo(1));
        Assert.That(MannWhitney.Test([1, 1], [1, 1]).PValue, Is.EqualTo(1));
    }

    // Holm's published procedure on p = .01 .04 .03 .005: 4 x .005, 3 x .01, 2 x .03, then the running maximum.
    [Test]
    public void HolmStepsDown()
    {
        double[] adjusted = MultipleTesting.Holm([0.01, 0.04, 0.03, 0.005]);
        Assert.That(adjusted, Is.EqualTo(new[] { 0.03, 0.06, 0.06, 0.02 }).Within(1e-15));
        Assert.That(() => MultipleTesting.Holm([double.NaN]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(MultipleTesting.Holm([]), Is.Empty);
    }
}
