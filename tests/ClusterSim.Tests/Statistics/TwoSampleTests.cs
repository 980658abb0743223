using System.Numerics;
using System.Text.Json;
using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>Expected values: scipy and statsmodels, see Oracle/make_changes.py, and exhaustive enumeration.</summary>
public sealed class TwoSampleTests
{
    [Test]
    public void BrunnerMunzelAndWelchEqualScipy()
    {
        foreach (JsonElement entry in ChangesOracle.Of("two_samples").EnumerateArray())
        {
            double[] x = entry.Doubles("x"), y = entry.Doubles("y");
            TwoSampleResult ranks = BrunnerMunzel.Test(x, y), means = WelchTest.Test(x, y);
            double[] bm = entry.Doubles("bm"), welch = entry.Doubles("welch");
            Assert.That(ranks.Statistic, Is.EqualTo(bm[0]).Within(1e-9));
            Assert.That(ranks.PValue, Is.EqualTo(bm[1]).Within(1e-7).Percent);
            // scipy counts the statistic the other way round for the t test.
            Assert.That(means.Statistic, Is.EqualTo(-welch[0]).Within(1e-9));
            Assert.That(means.PValue, Is.EqualTo(welch[1]).Within(1e-7).Percent);
            Assert.That(
                BrunnerMunzel.Test(y, x, Alternative.Less).PValue,
                Is.EqualTo(entry.Double("bm_greater")).Within(1e-7).Percent);
        }
    }

    // By definition: all choices of the second sample out of the pooled values, ties included, counted one by one.
    [Test]
    public void TheExactRankSumCountsAllChoices()
    {
        RandomStream random = new(11, "ranks");
        for (int round = 0; round < 40; round++)
        {
            double[] x = [.. Enumerable.Range(0, 3 + (round % 4)).Select(_ => (double)random.NextInt(6))];
            double[] y = [.. Enumerable.Range(0, 2 + (round % 5)).Select(_ => (double)random.NextInt(5))];
            double[] pooled = [.. x, .. y];
            double real = RankSum(pooled, ((1 << y.Length) - 1) << x.Length);
            double[] all = [.. Enumerable.Range(0, 1 << pooled.Length)
                .Where(mask => BitOperations.PopCount((uint)mask) == y.Length).Select(mask => RankSum(pooled, mask))];
            double less = all.Count(sum => sum <= real) / (double)all.Length;
            double greater = all.Count(sum => sum >= real) / (double)all.Length;
            Assert.That(ExactRankSum.Test(x, y, Alternative.Less).PValue, Is.EqualTo(less).Within(1e-12));
            Assert.That(ExactRankSum.Test(x, y, Alternative.Greater).PValue, Is.EqualTo(greater).Within(1e-12));
            Assert.That(
                ExactRankSum.Test(x, y).PValue, Is.EqualTo(Math.Min(1, 2 * Math.Min(less, greater))).Within(1e-12));
        }
    }

    // Without ties it is the exact test of Mann and Whitney; scipy's documented example gives 1/9.
    [Test]
    public void WithoutTiesItIsTheRankSumTest()
    {
        TwoSampleResult result = ExactRankSum.Test([19, 22, 16, 29, 24], [20, 11, 17, 12]);
        Assert.That(result.PValue, Is.EqualTo(1 / 9.0).Within(1e-12));
        Assert.That(result.Effect, Is.EqualTo(-0.7).Within(1e-12));
    }

    // Two constants apart: only 1 of C(24, 8) = 735,471 choices is so extreme. The normal approximation says 4e-5.
    [Test]
    public void TiesWithinTheSamplesDoNotBluntIt()
    {
        double[] before = [.. Enumerable.Repeat(90.0, 16)], after = [.. Enumerable.Repeat(10.0, 8)];
        TwoSampleResult result = ExactRankSum.Test(before, after, Alternative.Less);
        Assert.That(result.PValue, Is.EqualTo(1 / 735_471.0).Within(1e-9).Percent);
        Assert.That(result.Effect, Is.EqualTo(-1));
        double apart = BrunnerMunzel.Test(before, after, Alternative.Less).PValue;
        Assert.That(apart, Is.EqualTo(1 / 735_471.0).Within(1e-9).Percent);
        Assert.That(ExactRankSum.Test(before, before).PValue, Is.EqualTo(1));
        Assert.That(BrunnerMunzel.Test(before, before).PValue, Is.EqualTo(1));
    }

    [Test]
    public void NothingToTestGivesOne()
    {
        Assert.That(ExactRankSum.Test([], [1]).PValue, Is.EqualTo(1));
        Assert.That(BrunnerMunzel.Test([1], [1, 2]).PValue, Is.EqualTo(1));
        Assert.That(WelchTest.Test([1], [1, 2]).PValue, Is.EqualTo(1));
        Assert.That(PermutationTest.Test([], [1], Moments.Mean, new RandomStream(1, "p")).PValue, Is.EqualTo(1));
        Assert.That(() => ExactRankSum.Test(new double[300], new double[101]), Throws.ArgumentException);
    }

    // Dealing out {1,2,3 | 4,5,6}: one of the 20 choices has so large a rise, one so large a fall; 2/20 two-sided.
    [Test]
    public void ThePermutationTestApproachesTheShareOfChoices()
    {
        RandomStream random = new(5, "deals");
        double p = PermutationTest.Test([1, 2, 3], [4, 5, 6], Moments.Mean, random, 20_000).PValue;
        Assert.That(p, Is.EqualTo(0.1).Within(0.008), "four standard errors");
        TwoSampleResult up = PermutationTest.Test(
            [1, 2, 3], [4, 5, 6], Moments.Mean, random, 20_000, Alternative.Greater);
        Assert.That(up.PValue, Is.EqualTo(0.05).Within(0.006));
    }

    // Without correlation it is Student's t test with the pooled variance.
    [Test]
    public void TheSerialTestWithoutCorrelationIsThatOfStudent()
    {
        foreach (JsonElement entry in ChangesOracle.Of("two_samples").EnumerateArray())
        {
            double[] x = entry.Doubles("x"), y = entry.Doubles("y"), pooled = entry.Doubles("pooled");
            double[] distances = [.. x.Select(v => v - x.Average()), .. y.Select(v => v - y.Average())];
            TwoSampleResult result = SerialMeanTest.Test(x, y, Alternative.TwoSided, distances, 0);
            Assert.That(result.Statistic, Is.EqualTo(-pooled[0]).Within(1e-9));
            Assert.That(result.PValue, Is.EqualTo(pooled[1]).Within(1e-7).Percent);
        }
    }

    // Series with correlation 0.7 whose mean does not change, 96 + 32 values, 4,000 of them at 5 %: the plain test
    // rejects far too often (its variance is too small by (1 + 0.7) / (1 - 0.7)); this one keeps the level: 5 % and
    // four standard errors are 6.4 %.
    [Test]
    public void CorrelatedSeriesAreNotTakenForChanges()
    {
        NormalDistribution normal = new(0, 1);
        RandomStream random = new(8, "serial");
        int plain = 0, serial = 0;
        for (int round = 0; round < 4000; round++)
        {
            double[] x = new double[128];
            double last = normal.Sample(random);
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = last = (0.7 * last) + (Math.Sqrt(1 - 0.49) * normal.Sample(random));
            }

            plain += WelchTest.Test(x.AsSpan(0, 96), x.AsSpan(96)).PValue <= 0.05 ? 1 : 0;
            serial += SerialMeanTest.Test(x.AsSpan(0, 96), x.AsSpan(96)).PValue <= 0.05 ? 1 : 0;
        }

        Assert.That(plain / 4000.0, Is.GreaterThan(0.25));
        Assert.That(serial / 4000.0, Is.LessThan(0.064).And.GreaterThan(0.005));
    }

    [Test]
    public void ConstantsApartHaveNoDoubtAndEqualOnesNoDifference()
    {
        double[] five = [5, 5, 5, 5, 5, 5], one = [1, 1, 1];
        Assert.That(SerialMeanTest.Test(five, one, Alternative.Less).PValue, Is.Zero);
        Assert.That(SerialMeanTest.Test(five, one, Alternative.Greater).PValue, Is.EqualTo(1));
        Assert.That(SerialMeanTest.Test(five, five).PValue, Is.EqualTo(1));
        Assert.That(SerialMeanTest.Test(five, [1]).PValue, Is.EqualTo(1));
    }

    [Test]
    public void CorrectionsEqualStatsmodels()
    {
        foreach (JsonElement entry in ChangesOracle.Of("corrections").EnumerateArray())
        {
            double[] p = entry.Doubles("p");
            Assert.That(MultipleTesting.BenjaminiHochberg(p), Is.EqualTo(entry.Doubles("bh")).Within(1e-12));
            Assert.That(MultipleTesting.BenjaminiYekutieli(p), Is.EqualTo(entry.Doubles("by")).Within(1e-12));
        }

        Assert.That(() => MultipleTesting.BenjaminiHochberg([2]), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void RatesAndSharesEqualScipy()
    {
        foreach (JsonElement entry in ChangesOracle.Of("rates").EnumerateArray())
        {
            (int x, int n) = (entry.GetProperty("x").GetInt32(), entry.GetProperty("n").GetInt32());
            double tail = RateTest.AtLeast(x, n, entry.Double("share"));
            Assert.That(tail, Is.EqualTo(entry.Double("greater")).Within(1e-8).Percent);
        }

        foreach (JsonElement entry in ChangesOracle.Of("shares").EnumerateArray())
        {
            string[] keys = ["hits", "trials", "other_hits", "other_trials"];
            int[] n = [.. keys.Select(key => entry.GetProperty(key).GetInt32())];
            double p = RateTest.HigherShare(n[0], n[1], n[2], n[3]);
            Assert.That(p, Is.EqualTo(entry.Double("p")).Within(1e-6).Percent);
        }

        // Five of ten events on a tenth of the exposure: binomial tail P(X >= 5 | 10, 0.1) = 0.0016349374.
        Assert.That(RateTest.HigherRate(5, 10, 5, 90), Is.EqualTo(0.0016349374).Within(1e-9));
    }

    private static double RankSum(double[] pooled, int mask)
    {
        double sum = 0;
        for (int i = 0; i < pooled.Length; i++)
        {
            sum += (mask >> i & 1) == 0
                ? 0
                : pooled.Count(v => v < pooled[i]) + ((pooled.Count(v => v == pooled[i]) + 1) / 2.0);
        }

        return sum;
    }
}
