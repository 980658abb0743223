using ClusterSim.Platforms.Topology;

namespace ClusterSim.Tests.Platforms.Topology;

public class TransferModelTests
{
    // SimGrid with its default model: 100 kB over a link of 1 Mb/s and 10 ms.
    [Test]
    public void Lv08GivesTheTimeOfSimGrid() =>
        Assert.That(TransferModel.Lv08.TransferSeconds(100_000, 125_000, 0.01), Is.EqualTo(0.996079).Within(5e-7));

    // 0.01 s, then 100,000 bytes at 125,000 bytes a second.
    [Test]
    public void RawIsLatencyPlusBytesOverBandwidth() =>
        Assert.That(TransferModel.Raw.TransferSeconds(100_000, 125_000, 0.01), Is.EqualTo(0.81).Within(1e-12));

    // A window of 4 MiB over twice 50 ms: 41.9 MB/s, whatever the link has.
    [Test]
    public void ALongFatLinkIsLimitedByTheWindow() =>
        Assert.That(
            TransferModel.Cm02.TransferSeconds(4_194_304, 1e9, 0.05), Is.EqualTo(0.05 + 0.1).Within(1e-12));
}
