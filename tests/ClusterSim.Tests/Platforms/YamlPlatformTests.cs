using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>Expected values are worked out from the text of the document beside them.</summary>
public sealed class YamlPlatformTests
{
    private const string Complete = """
        name: two-racks
        source: a test
        gpu_models:
          V100-32GB:
            { speed: 1.5, memory: 32 GiB, idle_power: 35 W, max_power: 0.3 kW, price: 3.06 $/h, source: data sheet }
        network: { spine: 1.6 Tb/s, cross_node_penalty: 10 %, cross_tor_penalty: 0.25 }
        nodes:
          - name: gpu
            count: 3
            nodes_per_tor: 2
            role: HN
            cpu: 96 cores
            memory: 768 GiB
            disk: 30 TB
            gpus: 8 x V100-32GB
            nics: 2 x 100 Gb/s RDMA
            base_power: 1 kW
          - name: login
            cpu: 500 milli-cores
            tor: gpu-tor-0
        """;

    [Test]
    public void GroupBecomesNumberedNodesUnderNumberedTors()
    {
        Platform platform = PlatformFileFixture.Load(Complete);
        Assert.That(
            platform.Nodes.Select(node => (node.Name, node.Tor)),
            Is.EqualTo(
                new[] { ("gpu-0", "gpu-tor-0"), ("gpu-1", "gpu-tor-0"), ("gpu-2", "gpu-tor-1"),
                ("login", "gpu-tor-0") }));
    }

    [Test]
    public void UnitsAreConverted()
    {
        Node node = PlatformFileFixture.Load(Complete).Nodes[0];

        // 30 TB = 30e12 / 1048576 = 28,610,229.49 MiB.
        Node expected = new()
        {
            Name = "gpu-0", Role = "HN", CpuMilli = 96_000, MemoryMiB = 786_432, DiskMiB = 28_610_229, Gpus = 8,
            GpuModel = "V100-32GB", RdmaNics = 2, NicGbps = 100, BaseWatts = 1000, Tor = "gpu-tor-0",
        };
        Assert.That(node, Is.EqualTo(expected));
    }

    [Test]
    public void GpuModelAndNetworkAreRead()
    {
        Platform platform = PlatformFileFixture.Load(Complete);
        Assert.Multiple(() =>
        {
            Assert.That(platform.Model("V100-32GB"), Is.EqualTo(new GpuModel
            {
                Name = "V100-32GB", RelativeSpeed = 1.5, MemoryMiB = 32_768, IdleWatts = 35, MaxWatts = 300,
                    PricePerHour = 3.06,
                Source = "data sheet",
            }));
            Assert.That(platform.Network,
                Is.EqualTo(new Network { SpineGbps = 1600, CrossNodePenalty = 0.1, CrossTorPenalty = 0.25 }));
            Assert.That(platform.Source, Is.EqualTo("a test; V100-32GB: data sheet"));
        });
    }

    [Test]
    public void WhatIsLeftOutIsNotModelled()
    {
        Node node = PlatformFileFixture.Load("nodes: [{ name: a, gpus: 2 }]").Nodes[0];
        Assert.That(
            (node.Name, node.Gpus, node.GpuModel, node.CpuLimited, node.MemoryMiB, node.DiskMiB, node.RdmaNics),
            Is.EqualTo(("a", 2, "", false, (long?)null, (long?)null, (int?)null)));
    }

    [Test]
    public void CompressedFileIsReadAndItsStoredBytesAreTheChecksum()
    {
        Platform plain = PlatformFileFixture.Load(Complete);
        Platform packed = PlatformFileFixture.Load(Complete, "p.yaml.gz");
        Assert.Multiple(() =>
        {
            Assert.That(packed.Nodes, Is.EqualTo(plain.Nodes));
            Assert.That(packed.Checksum, Has.Length.EqualTo(64).And.Not.EqualTo(plain.Checksum));
        });
    }

    [Test]
    public void EveryProblemIsReportedWithLineColumnAndPath() =>
        Assert.That(
            PlatformFileFixture.Problems("""
                name: broken
                gpu_models:
                  T4: { speed: 0, max_power: 70, dynamic_power: 120 % }
                network: { cross_node_penalty: 120 % }
                nodes:
                  - name: a
                    gpus: 8 x
                    memory: 768
                  - name: b
                    gpu: 2 x T4
                    cpu: many
                  - name: c
                    gpus: 2 x T5
                """),
            Is.EqualTo(new[]
            {
                "3:16: gpu_models.T4.speed: found '0', expected a factor greater than 0, e.g. '1.5'",
                "3:30: gpu_models.T4.max_power: found '70', expected a power, e.g. '300 W'",
                "3:49: gpu_models.T4.dynamic_power: found '120 %', expected a share from 0 to 1, e.g. '55 %' or '0.55'",
                "4:32: network.cross_node_penalty: found '120 %', "
                + "expected a share from 0 to below 1, e.g. '15 %' or '0.15'",
                "7:11: nodes[0].gpus: found '8 x', expected 'COUNT x MODEL', e.g. '8 x V100-32GB'",
                "8:13: nodes[0].memory: found '768', expected a size, e.g. '768 GiB'",
                "10:5: nodes[1].gpu: unknown key (did you mean 'gpus'?); "
                + "known here: name, count, nodes_per_tor, cpu, gpus, "
                + "nics, role, memory, disk, fungible_gpus, tor, pod, inside, base_power, source",
                "11:10: nodes[1].cpu: found 'many', expected a number of cores, e.g. '96 cores'",
                "13:11: nodes[2].gpus: found model 'T5', expected one of gpu_models (did you mean 'T4'?)",
            }));

    [TestCase("nodes: [{ name: a, count: 2 }, { name: a-1 }]", "nodes[1].name: makes a second node 'a-1'")]
    [TestCase("nodes: [{ name: a, tor: x, nodes_per_tor: 2 }]", "nodes[0].nodes_per_tor: stands beside tor")]
    [TestCase("nodes: [{ count: 2 }]", "nodes[0].name: is missing")]
    [TestCase("nodes: [{ name: a, count: 0 }]",
        "nodes[0].count: found '0', expected a whole number of nodes, at least 1")]
    [TestCase("nodes: [{ name: a, count: 2000000 }]", "nodes[0].count: makes more than 1000000 nodes")]
    [TestCase("nodes: [{ name: a, cpu: -4 cores }]", "nodes[0].cpu: found '-4 cores'")]
    [TestCase("nodes: [{ name: a, cpu: 3000000 cores }]", "nodes[0].cpu: found '3000000 cores'")]
    [TestCase("nodes: [{ name: a, memory: 1e3 GiB }]", "nodes[0].memory: found '1e3 GiB'")]
    [TestCase("nodes: [{ name: a, nics: 2 x 100 Gb/s }]",
        "nodes[0].nics: found '2 x 100 Gb/s', expected 'COUNT x BANDWIDTH RDMA'")]
    [TestCase("nodes: [a]", "nodes[0]: found 'a', expected a mapping")]
    [TestCase("nodes: []", "nodes: found no nodes")]
    [TestCase("nodes: 3", "nodes: found '3', expected a list")]
    [TestCase("name: x", "found no nodes")]
    [TestCase("network: { cross_node_penalty: 0.2, cross_tor_penalty: 0.1 }\nnodes: [{ name: a }]",
        "network.cross_tor_penalty: is smaller")]
    [TestCase("gpu_models: { T4: { idle_power: 80 W, max_power: 70 W } }\nnodes: [{ name: a }]",
        "gpu_models.T4.idle_power: 80 W is more")]
    [TestCase("gpu_models: { T4: { source: { sped: x } } }\nnodes: [{ name: a }]",
        "gpu_models.T4.source.sped: unknown key (did you mean 'speed'?)")]
    [TestCase("nodes: [{ name: a }\n", "not valid YAML")]
    [TestCase("name: a\nname: b", "not valid YAML")]
    [TestCase("- a", "expected one YAML mapping")]
    [TestCase("", "expected one YAML mapping")]
    public void MistakeIsOneProblemThatSaysWhatWasExpected(string yaml, string expected) =>
        Assert.That(PlatformFileFixture.Problems(yaml), Has.Length.EqualTo(1).And.One.Contains(expected));

    [Test]
    public void MessageNamesTheFileBeforeEachProblem()
    {
        PlatformException e =
            Assert.Throws<PlatformException>(() => PlatformFileFixture.Load("nodes: [{ name: a, cpu: x, memory: y }]"));
        string[] lines = e.Message.Split(Environment.NewLine);
        Assert.That(lines, Has.Length.EqualTo(2).And.All.Contains("p.yaml:1:"));
    }
}
