using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>
/// Expected values are read off the shorthand itself: its definition is the documentation of Platform.Load.
/// </summary>
public sealed class PlatformShorthandTests
{
    [TestCase("cores:240", 1, 240_000, 0)]
    [TestCase("cores:120x4", 120, 480_000, 0)]
    [TestCase("gpus:64", 1, 0, 64)]
    [TestCase("gpus:15x4", 15, 0, 60)]
    [TestCase("gpus:1x6500", 1, 0, 6500)]
    public void ShorthandSaysNodesCoresAndGpus(string text, int nodes, long cpuMilli, int gpus)
    {
        Platform platform = Platform.Load(text);

        Assert.Multiple(() =>
        {
            Assert.That(platform.Name, Is.EqualTo(text));
            Assert.That(platform.Nodes, Has.Length.EqualTo(nodes));
            Assert.That(platform.TotalCpuMilli, Is.EqualTo(cpuMilli));
            Assert.That(platform.TotalGpus, Is.EqualTo(gpus));
            Assert.That(platform.Nodes.Select(node => node.Name), Is.Unique);
        });
    }

    [Test]
    public void GpuShorthandLeavesCpuAndMemoryOut()
    {
        Node node = Platform.Load("gpus:15x4").Nodes[0];
        Assert.That((node.CpuLimited, node.MemoryMiB, node.IsPool), Is.EqualTo((false, (long?)null, false)));
    }

    [Test]
    public void SixThousandGpusOnOneNodeAreAPool() =>
        Assert.That(Platform.Load("gpus:1x6500").Nodes[0].IsPool, Is.True);

    [Test]
    public void CoresAreLimited() => Assert.That(Platform.Load("cores:1").Nodes[0].CpuLimited, Is.True);

    [TestCase("gpu:15x4")]
    [TestCase("gpus:15x")]
    [TestCase("gpus:x4")]
    [TestCase("gpus:0x4")]
    [TestCase("cores:")]
    [TestCase("cores:-1")]
    [TestCase("cores:99999999999")]
    [TestCase("cores:2000001x1")]
    [TestCase("GPUS:4")]
    public void BadShorthandIsOneErrorThatNamesTheForms(string text)
    {
        PlatformException e = Assert.Throws<PlatformException>(() => Platform.Load(text));
        Assert.Multiple(() =>
        {
            Assert.That(e.Problems, Has.Length.EqualTo(1));
            Assert.That(e.Message, Does.Contain($"'{text}'"));
        });
    }

    [Test]
    public void BadShorthandSaysWhatIsAccepted() =>
        Assert.That(
            () => Platform.Load("gpus:15*4"),
            Throws.TypeOf<PlatformException>().With.Message.Contains("cores:N").And.Message.Contains("gpus:NxG"));

    [TestCase("platforms/no-such-cluster.yaml")]
    [TestCase("no-such-cluster")]
    public void MissingFileIsSaidToBeMissing(string path) =>
        Assert.That(() => Platform.Load(path),
            Throws.TypeOf<PlatformException>().With.Message.Contains("no such file"));
}
