using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>What is written reads as the same platform; the expectation is the platform itself.</summary>
public sealed class YamlPlatformWriterTests
{
    [TestCase("alibaba-gpu-v2020/pai_machine_spec.tar.gz")]
    [TestCase("alibaba-v2026-spot-gpu/node_info_df.csv")]
    [TestCase("alibaba-gpu-v2023/openb_node_list_all_node.csv")]
    [TestCase("tiresias/n160g8.csv")]
    [TestCase("alibaba-lingjun-2023/topo.csv")]
    public void AnImportedListReadsTheSame(string file) => AssertReadsTheSame(Platform.Load(SharedData.Path(file)));

    [TestCaseSource(nameof(Shipped))]
    public void AShippedPlatformReadsTheSame(string path) => AssertReadsTheSame(Platform.Load(path));

    [TestCase("cores:120x4", 120)]
    [TestCase("gpus:1x6500", 1)]
    public void AShorthandReadsTheSame(string shorthand, int nodes)
    {
        AssertReadsTheSame(Platform.Load(shorthand));
        Assert.That(Written(Platform.Load(shorthand)).Split("- name:"), Has.Length.EqualTo(2), $"{nodes} in one group");
    }

    [Test]
    public void WhatYamlHasNoKeyForIsSaid()
    {
        Platform platform = Platform.Load(SharedData.Path("platforms/batsim/cluster_energy_128.xml"));
        string text = Written(platform);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("# not in the model: "));
            Assert.That(platform.Notices.Length, Is.EqualTo(text.Split("# not in the model: ").Length - 1));
            Assert.That(text, Does.Contain("# not in the file: speeds and watts"));
            Assert.That(PlatformFileFixture.Load(text).Nodes, Is.EqualTo(
                platform.Nodes.Select(node => node with { Power = null, NicGbps = 0 })));
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 80)]
    public void AnyPlatformReadsTheSame((byte Kind, ushort Milli, byte Gpus, byte Name)[] nodes, byte penalty)
    {
        Platform platform = new()
        {
            Name = "a: \"b\" # c",
            Source = "null",
            GpuModels = penalty % 2 == 0
                ? [] : [new GpuModel
                {
                    Name = "A: 1", MemoryMiB = 81_920, IdleWatts = 0.5, MaxWatts = penalty + 1,
                    FrequencySensitivity = penalty / 255.0, DynamicPowerShare = 0.5,
                }],
            Network = new Network { SpineGbps = 0.1 * penalty, CrossTorPenalty = penalty / 255.0 },
            Nodes = [Node(0, (0, 1500, 3, 0)), .. nodes.Select((node, i) => Node(i + 1, node))],
        };
        AssertReadsTheSame(platform);
    }

    private static Node Node(int index, (byte Kind, ushort Milli, byte Gpus, byte Name) node) => new()
    {
        // Names with and without the numbers that groups are made of.
        Name = node.Name % 3 == 0 ? $"~{index}" : $"n{node.Name % 2}{index / 8}-{index % 8}",
        Role = node.Kind % 2 == 0 ? "" : "CN",
        CpuLimited = node.Kind % 3 != 0,
        CpuMilli = node.Kind % 3 == 0 ? 0 : node.Milli,
        MemoryMiB = node.Kind % 5 == 0 ? null : node.Milli * 3L,
        DiskMiB = node.Kind % 7 == 0 ? node.Milli : null,
        Gpus = node.Gpus % 9,
        GpuModel = node.Gpus % 9 == 0 ? "" : node.Kind % 2 == 0 ? "A: 1" : "B#2",
        RdmaNics = node.Kind % 11 == 0 ? 2 : null,
        NicGbps = node.Kind % 11 == 0 ? 12.5 : 0,
        Tor = node.Kind % 4 == 0 ? "0123" : "",
        BaseWatts = node.Kind % 6 == 0 ? node.Milli / 8.0 : null,
    };

    private static void AssertReadsTheSame(Platform platform)
    {
        Platform read = PlatformFileFixture.Load(Written(platform));
        Assert.Multiple(() =>
        {
            Assert.That((read.Name, read.Source), Is.EqualTo((platform.Name, SourceOf(platform, read))));
            Assert.That(read.Nodes, Is.EqualTo(platform.Nodes));
            Assert.That(read.GpuModels.IntersectBy(platform.GpuModels.Select(m => m.Name), m => m.Name),
                Is.EqualTo(platform.GpuModels));
            Assert.That(read.Network.SpineGbps, Is.EqualTo(platform.Network.SpineGbps));
            Assert.That(read.Network.CrossTorPenalty, Is.EqualTo(platform.Network.CrossTorPenalty));
        });
    }

    // A reader of YAML adds the sources of the models to that of the platform.
    private static string SourceOf(Platform platform, Platform read) =>
        read.Source.StartsWith(platform.Source, StringComparison.Ordinal) ? read.Source : platform.Source;

    private static string Written(Platform platform)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("clustersim-platform-").FullName, "p.yaml");
        try
        {
            platform.Save(path);
            return File.ReadAllText(path);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static IEnumerable<string> Shipped() =>
        Directory.EnumerateFiles(Repository.Path("platforms"), "*.yaml").Order();
}
