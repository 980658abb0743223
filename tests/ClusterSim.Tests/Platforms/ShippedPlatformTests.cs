using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>
/// Expected totals are those of the sources that the files name; the arithmetic stands beside each case.
/// </summary>
public sealed class ShippedPlatformTests
{
    // small-gpu: 8 x 4 GPUs, 8 x 64 cores. openb: published totals. kth-sp2: 100 processors (log header).
    // pai: 83 + 280 + 798 + 497 + 45 + 59 + 135 machines, 8 x (280 + 104 + 135) + 2 x (798 + 497) GPUs, 1,099 x 96 +
    // 798 x 64 cores; pai-sixteenth: 5 + 18 + 50 + 31 + 7 + 8, 8 x 33 + 2 x 81, 69 x 96 + 50 x 64.
    // v2025: 2,257 + 522 nodes, 522 x 8 GPUs, 2,257 x 192 + 522 x 96 cores. philly: 321 x 2 + 231 x 8 GPUs.
    [TestCase("small-gpu", 8, 32, 512)]
    [TestCase("openb", 1523, 6212, 125_514)]
    [TestCase("kth-sp2", 100, 0, 100)]
    [TestCase("v2025-disaggregated", 2779, 4176, 483_456)]
    [TestCase("philly", 552, 2490, 0)]
    [TestCase("pai", 1897, 6742, 156_576)]
    [TestCase("pai-sixteenth", 119, 426, 9_824)]
    public void ShippedPlatformHasTheTotalsOfItsSource(string name, int nodes, int gpus, int cores)
    {
        Platform platform = Platform.Load(Repository.Path($"platforms/{name}"));
        Assert.That(
            (platform.Name, platform.Nodes.Length, platform.TotalGpus, platform.TotalCpuMilli),
            Is.EqualTo((name, nodes, gpus, cores * 1000L)));
    }

    [TestCaseSource(nameof(Files))]
    public void ShippedPlatformNamesASourceForEachGroupOfNumbers(string path)
    {
        // A key 'source' follows at the end of every list entry and mapping with numbers; an entry begins at '- name:'.
        string text = File.ReadAllText(path);
        int groups = text.Split("\n  - name:").Length - 1;
        int sourcesOfGroups = text[text.IndexOf("\nnodes:", StringComparison.Ordinal)..]
            .Split("\n    source:").Length - 1;

        Platform platform = Platform.Load(path);
        Assert.Multiple(() =>
        {
            Assert.That(platform.Source, Is.Not.Empty);
            Assert.That(platform.GpuModels.Where(model => model.Source.Length == 0), Is.Empty);
            Assert.That(sourcesOfGroups, Is.EqualTo(Path.GetFileName(path) == "openb.yaml" ? 0 : groups));
        });
    }

    [Test]
    public void SmallGpuHangsOnTwoTors() =>
        Assert.That(
            Platform.Load(Repository.Path("platforms/small-gpu.yaml")).Nodes.CountBy(node => node.Tor),
            Is.EqualTo(new KeyValuePair<string, int>[] { new("gpu-tor-0", 4), new("gpu-tor-1", 4) }));

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Repository.Path("platforms"), "*.yaml").Order();
}
