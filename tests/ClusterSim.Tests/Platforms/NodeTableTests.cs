using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>
/// Tables of nodes other than openb's. Expected totals are those that the origins publish, counted from the files by
/// sort and uniq.
/// </summary>
public sealed class NodeTableTests
{
    // 1,897 machines, 6,742 GPUs: 798 x P100 (2), 497 x T4 (2), 280 x MISC (8), 135 x V100M32 (8), 104 x V100 (8), 83
    // without. The file is the archive as it is published, without a header.
    [Test]
    public void PaiMachinesAreReadFromTheirArchive()
    {
        Platform platform = Platform.Load(SharedData.Path("alibaba-gpu-v2020/pai_machine_spec.tar.gz"));
        Assert.Multiple(() =>
        {
            Assert.That((platform.Name, platform.Nodes.Length, platform.TotalGpus),
                Is.EqualTo(("pai_machine_spec", 1897, 6742)));
            Assert.That(Counts(platform), Is.EquivalentTo(new[]
            {
                ("P100", 2, 798), ("T4", 2, 497), ("MISC", 8, 280), ("V100M32", 8, 135), ("V100", 8, 104), ("", 0, 83),
            }));
            Assert.That(platform.Nodes.Count(node => node is { MemoryMiB: 384 * 1024, CpuMilli: 96_000 }),
                Is.EqualTo(135 + 45));
            Assert.That(platform.GpuModels.Where(model => model.Source.Length == 0), Is.Empty);
            Assert.That(platform.Model("V100M32").MemoryMiB, Is.EqualTo(32 * 1024));
        });
    }

    [Test]
    public void ShippedPaiPlatformHasTheMachinesOfTheRealList()
    {
        Platform real = Platform.Load(SharedData.Path("alibaba-gpu-v2020/pai_machine_spec.tar.gz"));
        Platform shipped = Platform.Load(Repository.Path("platforms/pai.yaml"));
        Assert.That(shipped.Nodes.Select(Shape), Is.EquivalentTo(real.Nodes.Select(Shape)));

        static (int, long?, int, string) Shape(Node node) => (node.CpuMilli, node.MemoryMiB, node.Gpus, node.GpuModel);
    }

    // 4,278 nodes, 10,412 GPUs: A10 2,494 x 1; A100-SXM4-80GB 432 x 8; A800-SXM4-80GB 22 x 8; GPU-series-1 902 x 1,
    // 10 x 4, 77 x 8; GPU-series-2 122 x 8; H800 219 x 8.
    [Test]
    public void SpotNodesHaveThePublishedTotals()
    {
        Platform platform = Platform.Load(SharedData.Path("alibaba-v2026-spot-gpu/node_info_df.csv"));
        Assert.Multiple(() =>
        {
            Assert.That((platform.Nodes.Length, platform.TotalGpus), Is.EqualTo((4278, 10_412)));
            Assert.That(Counts(platform), Is.EquivalentTo(new[]
            {
                ("A10", 1, 2494), ("A100-SXM4-80GB", 8, 432), ("A800-SXM4-80GB", 8, 22), ("GPU-series-1", 1, 902),
                ("GPU-series-1", 4, 10), ("GPU-series-1", 8, 77), ("GPU-series-2", 8, 122), ("H800", 8, 219),
            }));
            Assert.That(platform.Nodes[0].MemoryMiB, Is.Null);
            Assert.That(platform.Notices, Has.Some.Contains("memory of the nodes"));
        });
    }

    // The row that the trace's documentation prints: m31,8, 24GB.
    [Test]
    public void PhillyMachineListIsReadWithItsBlanks()
    {
        Platform platform =
            Platform.Load(SharedData.Path("schema-samples/philly_cluster_machine_list.sample.csv"));
        Assert.That(platform.Nodes, Is.EqualTo(new Node[]
        {
            new() { Name = "m31", Gpus = 8, GpuModel = "GPU-24GB", CpuLimited = false },
        }));
        Assert.That(platform.Model("GPU-24GB"), Is.EqualTo(
            Platform.Load(Repository.Path("platforms/philly")).Model("GPU-24GB") with
            {
                Source = "the list; it names no model",
            }));
    }

    // 5 switches with 32 nodes of 8 GPUs, 128 cores, 256 GB.
    [Test]
    public void TiresiasClusterHangsOnItsSwitches()
    {
        Platform platform = Platform.Load(SharedData.Path("tiresias/n160g8.csv"));
        Assert.Multiple(() =>
        {
            Assert.That((platform.Nodes.Length, platform.TotalGpus, platform.TotalCpuMilli),
                Is.EqualTo((160, 1280, 160 * 128_000L)));
            Assert.That(platform.Nodes.CountBy(node => node.Tor).Select(tor => tor.Value),
                Is.EqualTo(new[] { 32, 32, 32, 32, 32 }));
        });
    }

    // 847 hosts on 119 racks; names of racks repeat under different aggregation switches.
    [Test]
    public void LingjunHostsHangOnTheirRacks()
    {
        Platform platform = Platform.Load(SharedData.Path("alibaba-lingjun-2023/topo.csv"));
        Assert.That(
            (platform.Nodes.Length, platform.Nodes.DistinctBy(node => node.Tor).Count()), Is.EqualTo((847, 119)));
    }

    [Test]
    public void EveryBadFieldIsReportedWithLineAndColumn() =>
        Assert.That(
            PlatformFileFixture.Problems(
                "gpu_model,gpu_capacity_num,cpu_num,node_name\nA10,0,128,1\n,8,x,1\nA10,8,128\nA10,8,99999999,2\n"),
            Is.EqualTo(new[]
            {
                "2:5: gpu_capacity_num: found '0', expected a whole number from 1 to 64",
                "3:4: cpu_num: found 'x', expected a whole number from 0 to 2147483",
                "3:1: gpu_model: found nothing, expected the model of the GPUs",
                "3:6: node_name: found '1' again (first on line 2), expected unique names",
                "4:1: found 3 fields, expected 4 (gpu_model,gpu_capacity_num,cpu_num,node_name)",
                "5:7: cpu_num: found '99999999', expected a whole number from 0 to 2147483",
            }));

    [Test]
    public void PaiMachineWithGpusMustHaveAKind() =>
        Assert.That(
            PlatformFileFixture.Problems(
                "7399a758eb02bae1a3621236,CPU,96,512,8\n75c536d5ba60528b3ef3ae40,T4,96,512,0\n"),
            Is.EqualTo(new[]
            {
                "1:26: gpu_type: found 'CPU' with 8 GPUs, expected CPU exactly without GPUs",
                "2:26: gpu_type: found 'T4' with 0 GPUs, expected CPU exactly without GPUs",
            }));

    // 40,000 switches of 40,000 nodes are more than any cluster.
    [Test]
    public void ACountThatWouldTakeAllMemoryIsRefused() =>
        Assert.That(
            PlatformFileFixture.Problems(
                "num_switch,num_node_p_switch,num_gpu_p_node,num_cpu_p_node,mem_p_node\n40000,40000,8,64,256\n"),
            Is.EqualTo(new[] { "2:1: num_switch: makes more than 1000000 nodes" }));

    private static IEnumerable<(string Model, int Gpus, int Count)> Counts(Platform platform) => platform.Nodes
        .GroupBy(node => (node.GpuModel, node.Gpus), (key, nodes) => (key.GpuModel, key.Gpus, nodes.Count()));
}
