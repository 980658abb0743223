using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Workloads.Training;

/// <summary>
/// The formulas of Pollux, OSDI 2021, section 3, at a point computed by hand from the published definitions.
/// </summary>
[TestFixture]
internal sealed class GoodputModelTests
{
    private static readonly GoodputModel Golden = new(
        new PerformanceParameters(0.1, 0.01, 0.2, 0.05, 0.05, 0.01, 1.6),
        new GradientStatistics(1, 9),
        new BatchLimits(32, 1024, 8, 64));

    [TestCase(1, 1, 32, 0, 76.1905, 1, 76.1905)]
    [TestCase(1, 4, 32, 0, 294.4047, 0.7692, 226.4651)]
    [TestCase(2, 8, 32, 0, 360.0432, 0.5882, 211.7901)]
    [TestCase(2, 8, 64, 1, 599.9182, 0.2439, 146.3215)]
    public void ThroughputEfficiencyAndGoodputAreThePublishedFormulas(
        int nodes, int gpus, int localBatch, int accumulation, double throughput, double efficiency, double goodput)
    {
        BatchConfiguration batch = new(localBatch, accumulation);
        double scale = batch.BatchSize(gpus) / 32.0;
        Assert.Multiple(() =>
        {
            Assert.That(Golden.Performance.Throughput(nodes, gpus, batch), Is.EqualTo(throughput).Within(5e-5));
            Assert.That(Golden.Gradients.Efficiency(scale), Is.EqualTo(efficiency).Within(5e-5));
            Assert.That(Golden.Goodput(nodes, gpus, batch), Is.EqualTo(goodput).Within(5e-5));
        });
    }

    [Test]
    public void NoBatchOfThoseTriedIsBetterThanTheBest([Values(1, 2, 4)] int nodes, [Values(4, 8, 16)] int gpus)
    {
        (double goodput, BatchConfiguration batch) = Golden.Best(nodes, gpus);
        Assert.That(Golden.Goodput(nodes, gpus, batch), Is.EqualTo(goodput).Within(1e-9 * goodput));
        for (int i = 0; i < 50; i++)
        {
            double least = Math.Max(32, 8 * gpus);
            int size = (int)(least * Math.Pow(1024 / least, i / 49.0));
            BatchConfiguration other = Golden.Limits.Split(size, gpus);
            // Sizes between the 50 that are tried may be a little better; not by more than their distance.
            Assert.That(Golden.Goodput(nodes, gpus, other), Is.LessThan(goodput * 1.02), $"batch {size}");
        }
    }

    [Test]
    public void ASingleGpuAccumulatesAboveTheInitialBatch() => Assert.Multiple(() =>
    {
        // 40 > 32 on one GPU: at least one accumulation step, 2 x 20. On two GPUs 20 each fit without.
        Assert.That(Golden.Limits.Split(40, 1), Is.EqualTo(new BatchConfiguration(20, 1)));
        Assert.That(Golden.Limits.Split(32, 1), Is.EqualTo(new BatchConfiguration(32, 0)));
        Assert.That(Golden.Limits.Split(40, 2), Is.EqualTo(new BatchConfiguration(20, 0)));
        // 1024 on 4 GPUs: 256 each, four parts of at most 64.
        Assert.That(Golden.Limits.Split(1024, 4), Is.EqualTo(new BatchConfiguration(64, 3)));
    });
}
