using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

public class BlockBootstrapTests
{
    // Theory (Politis and White 2004): for an AR(1) series b = (3/2 (2 rho / (1 - rho^2))^2 n)^(1/3).
    [TestCase(0.5, 37.6)]
    [TestCase(0.8, 83.5)]
    public void BlockLengthFollowsTheTheoryOfAutoregressiveSeries(double correlation, double expected)
    {
        double mean = Enumerable.Range(0, 10).Average(i => BlockLength.Select(Autoregressive(20_000, correlation, i)));
        Assert.That(mean, Is.EqualTo(expected).Within(15).Percent);
    }

    [Test]
    public void SeriesWithoutStructureNeedsNoBlocks()
    {
        Assert.That(BlockLength.Select([1, 2, 3]), Is.EqualTo(1));
        Assert.That(BlockLength.Select([4, 4, 4, 4, 4, 4, 4, 4]), Is.EqualTo(1));
        Assert.That(BlockLength.Select(Autoregressive(20_000, 0, 1)), Is.LessThan(10));
    }

    // The true mean is 0. A 95 % interval must cover it in about 95 of 100 series; resampling single values covers far
    // less.
    [Test]
    public void IntervalsOfDependentSeriesCoverTheTruth()
    {
        int blocks = 0, singles = 0;
        BootstrapOptions options = new() { Resamples = 400 };
        double[] zeros = new double[600];
        for (int i = 0; i < 200; i++)
        {
            double[] series = Autoregressive(600, 0.8, i);
            BlockPlan ordered = BlockPlan.OfOrder(series), alone = BlockPlan.OfGroups([.. Enumerable.Range(0, 600)]);
            blocks += Covers(ordered, i) ? 1 : 0;
            singles += Covers(alone, i) ? 1 : 0;

            bool Covers(BlockPlan plan, int seed) =>
                new BlockBootstrap(plan, options, seed, "test").Mean(zeros, series).Difference.Contains(0);
        }

        Assert.That(blocks / 200.0, Is.InRange(0.87, 0.99));
        Assert.That(singles / 200.0, Is.LessThan(0.6));
    }

    // An independent way to the same number: materialise each resample and ask Quantiles and Moments.
    [Test]
    public void FastReplicatesEqualPlainResampling()
    {
        double[] first = [.. Draw(101, 3).Select(Math.Exp)], second = [.. Draw(101, 4).Select(Math.Exp)];
        BlockPlan plan = BlockPlan.OfOrder(first) with { BlockLength = 7 };
        BootstrapOptions options = new() { Resamples = 200 };
        BlockBootstrap fast = new(plan, options, 9, "test");
        PairedInterval[] quantiles = Intervals(fast, first, second, [0.95, 0.5]);

        AssertEqual(fast.Mean(first, second), Plain(first, second, plan, options, Moments.Mean));
        AssertEqual(quantiles[0], Plain(first, second, plan, options, values => Quantiles.Of(values, 0.95)));
        AssertEqual(quantiles[1], Plain(first, second, plan, options, Quantiles.Median));
    }

    [Test]
    public void RatioNeedsAPositiveBaselineInEveryResample()
    {
        double[] first = [0, 0, 0, 0, 1, 1, 1, 1], second = [1, 1, 1, 1, 1, 1, 1, 1];
        BlockPlan plan = BlockPlan.OfGroups([0, 1, 2, 3, 4, 5, 6, 7]);
        BlockBootstrap bootstrap = new(plan, new(), 1, "test");
        PairedInterval[] intervals = Intervals(bootstrap, first, second, [1, 0.5]);
        Assert.That(intervals[1].Ratio, Is.Null);
        Assert.That(intervals[1].Difference.Estimate, Is.EqualTo(0.5));
    }

    // Only one of six values has a denominator: a third of the resamples, (5/6)^6, miss it.
    [Test]
    public void NothingToDivideByGivesNoInterval()
    {
        double[] numerator = [1, 0, 0, 0, 0, 0], denominator = [2, 0, 0, 0, 0, 0];
        BlockBootstrap bootstrap = new(BlockPlan.OfGroups([0, 1, 2, 3, 4, 5]), new(), 1, "test");
        Assert.That(bootstrap.RatioOfSums(numerator, denominator, numerator, denominator), Is.Null);
    }

    [Test]
    public void ManyValuesAreThinnedForQuantilesButNotForTheEstimate()
    {
        double[] first = Autoregressive(200_000, 0.9, 1), second = [.. first.Select(value => value + 1)];
        BlockPlan plan = BlockPlan.OfOrder(first);
        BlockBootstrap bootstrap = new(plan, new() { Resamples = 200 }, 1, "test");
        PairedInterval median = Intervals(bootstrap, first, second, [0.5])[0];
        Assert.That(plan.Cells, Is.EqualTo(BlockPlan.MaxCells));
        Assert.That(median.Difference.Estimate, Is.EqualTo(1).Within(1e-9));
        Assert.That(median.Difference.Low, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void WholeGroupsAreResampled()
    {
        // Three users with 0, 3 and 6 once, twice and three times: the least and greatest resample mean are 0 and 6.
        ConfidenceInterval interval = Bootstrap.OfGroups(
            [0, 3, 3, 6, 6, 6], [0, 1, 1, 2, 2, 2], Moments.Mean, new RandomStream(1, "test"));
        Assert.That(interval, Is.EqualTo(new ConfidenceInterval(4, 0, 6)));
    }

    private static PairedInterval[] Intervals(
        BlockBootstrap bootstrap, double[] first, double[] second, double[] probabilities) =>
        bootstrap.QuantilesDescending(
            first, second, probabilities,
            [.. probabilities.Select(p => (Quantiles.Of(first, p), Quantiles.Of(second, p)))]);

    private static PairedInterval Plain(
        double[] first, double[] second, BlockPlan plan, BootstrapOptions options, Statistic statistic)
    {
        RandomStream random = new(9, "test");
        List<double> differences = [], ratios = [];
        for (int r = 0; r < options.Resamples; r++)
        {
            List<int> drawn = [];
            while (drawn.Count < first.Length)
            {
                int start = random.NextInt(plan.Cells);
                drawn.AddRange(Enumerable.Range(start, plan.BlockLength).Select(i => i % plan.Cells));
            }

            int[] kept = [.. drawn.Take(first.Length)];
            double x = statistic([.. kept.Select(i => first[i])]), y = statistic([.. kept.Select(i => second[i])]);
            differences.Add(y - x);
            ratios.Add(y / x);
        }

        double x0 = statistic(first), y0 = statistic(second);
        return new PairedInterval(
            Bootstrap.Interval(y0 - x0, [.. differences], plan.Blocks, options.Level),
            Bootstrap.Interval(y0 / x0, [.. ratios], plan.Blocks, options.Level));
    }

    private static void AssertEqual(PairedInterval actual, PairedInterval expected)
    {
        Assert.That(Numbers(actual), Is.EqualTo(Numbers(expected)).Within(1e-9));

        static double[] Numbers(PairedInterval interval) =>
        [
            interval.Difference.Estimate, interval.Difference.Low, interval.Difference.High,
            interval.Ratio!.Value.Estimate, interval.Ratio.Value.Low, interval.Ratio.Value.High,
        ];
    }

    private static double[] Autoregressive(int count, double correlation, int seed)
    {
        double[] series = Draw(count, seed);
        for (int i = 1; i < count; i++)
        {
            series[i] += correlation * series[i - 1];
        }

        return series;
    }

    // Sum of twelve uniform numbers less six: close enough to normal, variance 1.
    private static double[] Draw(int count, int seed)
    {
        RandomStream random = new(seed, "series");
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)];
    }
}
