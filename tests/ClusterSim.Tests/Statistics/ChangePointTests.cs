using System.Text.Json;
using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>Expected values: ruptures (l2, jump 1), see Oracle/make_changes.py, and exhaustive search.</summary>
public sealed class ChangePointTests
{
    [Test]
    public void PeltFindsWhatRupturesFinds()
    {
        Agree("pelt", (x, entry) => ChangePoints.Pelt(x, entry.Double("penalty"), MinSize(entry)));
    }

    [Test]
    public void BinarySegmentationFindsWhatRupturesFinds()
    {
        Agree("binseg", (x, entry) => ChangePoints.BinarySegmentation(x, entry.Double("penalty"), MinSize(entry)));
    }

    [Test]
    public void TheBestSegmentationOfAGivenNumberIsThatOfRuptures()
    {
        Agree("dynp", (x, entry) => ChangePoints.Optimal(x, entry.GetProperty("count").GetInt32(), MinSize(entry)));
    }

    // By definition: no segmentation costs less. All 2^11 segmentations of twelve values are tried.
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void NoSegmentationIsCheaperThanThatOfPelt(int minSize)
    {
        RandomStream random = new(7, "pelt");
        for (int round = 0; round < 60; round++)
        {
            double[] x = new double[12];
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = random.NextDouble() * 4 + (i >= 5 ? 2 : 0);
            }

            double penalty = random.NextDouble() * 6;
            double found = Price(x, [.. ChangePoints.Pelt(x, penalty, minSize)], penalty, minSize);
            double least = Enumerable.Range(0, 1 << 11)
                .Select(mask => Enumerable.Range(1, 11).Where(i => (mask >> (i - 1) & 1) == 1))
                .Min(changes => Price(x, [.. changes], penalty, minSize));
            Assert.That(found, Is.EqualTo(least).Within(1e-9));
        }
    }

    // 2 s^2 ln n: noise of deviation 2 about two far levels; the one step between them does not move the median.
    [Test]
    public void ThePenaltySeesTheNoiseAndNotTheLevels()
    {
        NormalDistribution noise = new(0, 2);
        RandomStream random = new(3, "noise");
        double[] x = [.. Enumerable.Range(0, 4000).Select(i => noise.Sample(random) + (i < 2000 ? 0 : 1000))];
        Assert.That(ChangePoints.Penalty(x), Is.EqualTo(2 * 4 * Math.Log(4000)).Within(8).Percent);
        Assert.That(ChangePoints.Pelt(x, ChangePoints.Penalty(x), 5), Is.EqualTo(new[] { 2000 }));
        Assert.That(ChangePoints.Penalty([1]), Is.Zero);
    }

    [Test]
    public void ShortSeriesHaveNoChangesAndNonsenseIsRefused()
    {
        Assert.That(ChangePoints.Pelt([], 1), Is.Empty);
        Assert.That(ChangePoints.Pelt([1, 9], 0, minSize: 2), Is.Empty);
        Assert.That(ChangePoints.BinarySegmentation([], 1), Is.Empty);
        Assert.That(() => ChangePoints.Pelt([1, 2], double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ChangePoints.Pelt([1, 2], 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ChangePoints.Optimal([1, 2, 3], 2, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static int MinSize(JsonElement entry) => entry.GetProperty("min_size").GetInt32();

    private static void Agree(string method, Func<double[], JsonElement, IEnumerable<int>> find)
    {
        int compared = 0;
        JsonElement signals = ChangesOracle.Of("signals");
        Assert.Multiple(() =>
        {
            foreach (JsonElement entry in ChangesOracle.Of("change_points").EnumerateArray())
            {
                if (entry.TryGetProperty(method, out _))
                {
                    int[] expected = [.. entry.Doubles(method).Select(index => (int)index)];
                    double[] x = signals.Doubles(entry.GetProperty("signal").GetString()!);
                    Assert.That(find(x, entry), Is.EqualTo(expected), entry.ToString());
                    compared++;
                }
            }
        });
        Assert.That(compared, Is.GreaterThanOrEqualTo(54));
    }

    private static double Price(double[] x, int[] changes, double penalty, int minSize)
    {
        double price = changes.Length * penalty;
        int start = 0;
        foreach (int end in changes.Append(x.Length))
        {
            double mean = x[start..end].Average();
            price += end - start < minSize ? double.PositiveInfinity : x[start..end].Sum(v => (v - mean) * (v - mean));
            start = end;
        }

        return price;
    }
}
