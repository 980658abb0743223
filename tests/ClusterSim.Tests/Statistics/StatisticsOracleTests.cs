using System.Text.Json;
using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>Expected values: numpy and scipy, see Oracle/make_oracle.py.</summary>
public class StatisticsOracleTests
{
    [Test]
    public void QuantilesMeanAndDeviationEqualNumpy()
    {
        foreach (JsonElement entry in OracleFile.Of("quantiles").EnumerateArray())
        {
            double[] values = entry.Doubles("values"), expected = entry.Doubles("quantiles");
            double[] actual = [.. entry.Doubles("p").Select(p => Quantiles.Of(values, p))];
            Assert.That(actual, Is.EqualTo(expected).Within(1e-12).Percent);
            Assert.That(Moments.Mean(values), Is.EqualTo(entry.Double("mean")).Within(1e-12).Percent);
            if (values.Length > 1)
            {
                Assert.That(Moments.StandardDeviation(values), Is.EqualTo(entry.Double("sd")).Within(1e-11).Percent);
            }
        }
    }

    [Test]
    public void SignedRankTestEqualsScipy()
    {
        foreach (JsonElement entry in OracleFile.Of("wilcoxon").EnumerateArray())
        {
            RankTestResult result = WilcoxonSignedRank.Test(entry.Doubles("d"));
            Assert.That(result.Statistic, Is.EqualTo(entry.Double("w")));
            Assert.That(result.Exact, Is.EqualTo(entry.GetProperty("exact").GetBoolean()));
            Assert.That(result.PValue, Is.EqualTo(entry.Double("p")).Within(1e-9).Percent);
        }
    }

    [Test]
    public void RankSumTestEqualsScipy()
    {
        foreach (JsonElement entry in OracleFile.Of("mannwhitney").EnumerateArray())
        {
            RankTestResult result = MannWhitney.Test(entry.Doubles("x"), entry.Doubles("y"));
            Assert.That(result.Statistic, Is.EqualTo(entry.Double("u")));
            Assert.That(result.Exact, Is.EqualTo(entry.GetProperty("exact").GetBoolean()));
            Assert.That(result.PValue, Is.EqualTo(entry.Double("p")).Within(1e-9).Percent);
        }
    }

    // scipy drew 200,000 resamples of its own; 20,000 of ours agree to about 1 % of the interval's width.
    [Test]
    public void BootstrapIntervalsAgreeWithScipy()
    {
        JsonElement oracle = OracleFile.Of("bootstrap");
        double[] sample = oracle.Doubles("sample"), pair = oracle.Doubles("pair");
        BootstrapOptions options = new() { Resamples = 20_000 };

        Agree(
            Bootstrap.Percentile(sample, Moments.Mean, new RandomStream(1, "a"), options),
            oracle.Doubles("mean_percentile"));
        Agree(Bootstrap.Bca(sample, Moments.Mean, new RandomStream(1, "b"), options), oracle.Doubles("mean_bca"));
        Agree(
            Bootstrap.PairedDifference(sample, pair, Quantiles.Median, new RandomStream(1, "c"), options),
            oracle.Doubles("median_difference"));
        Assert.That(Bootstrap.Tail(40, 0.95), Is.EqualTo(oracle.Double("tail")).Within(1e-4).Percent);
    }

    private static void Agree(ConfidenceInterval actual, double[] expected)
    {
        double tolerance = 0.03 * (expected[1] - expected[0]);
        Assert.That(actual.Low, Is.EqualTo(expected[0]).Within(tolerance));
        Assert.That(actual.High, Is.EqualTo(expected[1]).Within(tolerance));
    }
}
