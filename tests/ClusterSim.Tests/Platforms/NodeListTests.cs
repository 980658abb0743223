using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>
/// The openb node list of the Alibaba trace GPU v2023. Expected totals: 1,523 nodes, 6,212 GPUs and 125,514 cores in
/// the full list, 1,213 nodes in the GPU list, as counted from the published files by awk.
/// </summary>
public sealed class NodeListTests
{
    private const string Header = "sn,cpu_milli,memory_mib,gpu,model\n";

    [TestCase("all_node", 1523, 6212)]
    [TestCase("gpu_node", 1213, 6212)]
    public void RealNodeListHasThePublishedTotals(string list, int nodes, int gpus)
    {
        Platform platform = Platform.Load(SharedData.Path($"alibaba-gpu-v2023/openb_node_list_{list}.csv"));
        Assert.That((platform.Nodes.Length, platform.TotalGpus), Is.EqualTo((nodes, gpus)));
    }

    [Test]
    public void ShippedOpenbPlatformHasTheNodesOfTheRealList()
    {
        Platform real = Platform.Load(SharedData.Path("alibaba-gpu-v2023/openb_node_list_all_node.csv"));
        Platform shipped = Platform.Load(Repository.Path("platforms/openb.yaml"));

        Assert.That(shipped.Nodes.Select(Shape), Is.EquivalentTo(real.Nodes.Select(Shape)));

        static (int, long?, int, string) Shape(Node node) => (node.CpuMilli, node.MemoryMiB, node.Gpus, node.GpuModel);
    }

    [TestCase("p.csv")]
    [TestCase("nodes.txt")]
    [TestCase("p.csv.gz")]
    public void ListIsRecognisedByItsHeaderWhateverItsName(string name)
    {
        Platform platform = PlatformFileFixture.Load(Header + "n-0,96000,393216,8,G2\r\nn-1,32000,262144,0,\r\n", name);
        Assert.That(
            platform.Nodes,
            Is.EqualTo(new Node[]
            {
                new() { Name = "n-0", CpuMilli = 96_000, MemoryMiB = 393_216, Gpus = 8, GpuModel = "G2" },
                new() { Name = "n-1", CpuMilli = 32_000, MemoryMiB = 262_144 },
            }));
    }

    [Test]
    public void EveryBadFieldIsReportedWithLineAndColumn() =>
        Assert.That(
            PlatformFileFixture.Problems(Header + "a,1,2,3,T4\na,x,2,65,T4\nb,1,2,0,T4\nc,1,2\n,1,2,0,\n"),
            Is.EqualTo(new[]
            {
                "3:3: cpu_milli: found 'x', expected a whole number from 0 to 2147483647",
                "3:7: gpu: found '65', expected a whole number from 0 to 64",
                "3:1: sn: found 'a' again (first on line 2), expected unique names",
                "4:9: model: found 'T4' with 0 GPUs, expected a model exactly when there are GPUs",
                "5:1: found 3 fields, expected 5 (sn,cpu_milli,memory_mib,gpu,model)",
                "6:1: sn: found nothing, expected the name of a node",
            }));

    [Test]
    public void EmptyListIsAnError() =>
        Assert.That(PlatformFileFixture.Problems(Header),
            Is.EqualTo(new[] { "2:1: found no nodes after the header, expected at least one" }));
}
