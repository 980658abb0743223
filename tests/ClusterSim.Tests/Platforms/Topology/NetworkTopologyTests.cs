using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Tests.Engine;

namespace ClusterSim.Tests.Platforms.Topology;

public class NetworkTopologyTests
{
    // Four nodes of a DGX-like inside: islands of 4, PCIe switches of 2, two sockets, 4 NICs.
    private static readonly NodeInside Inside = new()
    {
        IslandGpus = 4, NvlinkGbps = 1200, SwitchGpus = 2, PcieGbps = 128, Sockets = 2,
    };

    [TestCase(0, 0, 0, 0, Closeness.Gpu)]
    [TestCase(0, 0, 0, 3, Closeness.Island)]
    [TestCase(0, 0, 0, 4, Closeness.Node)]
    [TestCase(0, 0, 1, 0, Closeness.Tor)]
    [TestCase(0, 0, 2, 0, Closeness.Pod)]
    [TestCase(0, 0, 4, 0, Closeness.CrossPod)]
    public void ClosenessGoesFromTheGpuToOtherPods(int nodeA, int gpuA, int nodeB, int gpuB, Closeness expected) =>
        Assert.That(Tree().Between(nodeA, gpuA, nodeB, gpuB), Is.EqualTo(expected));

    [Test]
    public void WithoutNvlinkPcieSwitchesAndSocketsCount()
    {
        NetworkTopology plain = Of(
            Nodes(2, 8, Inside with { IslandGpus = 0 }), new FabricSpec { NicGbps = 100 });
        Assert.That(
            new[] { 1, 2, 4 }.Select(gpu => plain.Between(0, 0, 0, gpu)),
            Is.EqualTo(new[] { Closeness.PcieSwitch, Closeness.Socket, Closeness.Node }));
    }

    [Test]
    public void ARouteGoesUpOnlyAsFarAsItMust()
    {
        NetworkTopology tree = Tree();
        Assert.Multiple(() =>
        {
            Assert.That(Names(tree, tree.Route(0, 0, 0, 1)), Is.EqualTo(new[]
            {
                "node-0/gpu-0 > node-0/island-0", "node-0/island-0 > node-0/gpu-1",
            }));
            Assert.That(Names(tree, tree.Route(0, 0, 1, 7)), Is.EqualTo(new[]
            {
                "node-0/gpu-0 > node-0/pcie-switch-0", "node-0/pcie-switch-0 > node-0/nic-0", "node-0/nic-0 > tor-0",
                "tor-0 > node-1/nic-3", "node-1/nic-3 > node-1/pcie-switch-3", "node-1/pcie-switch-3 > node-1/gpu-7",
            }));
            Assert.That(Names(tree, tree.Route(0, 0, 4, 0)).Skip(2).SkipLast(2), Is.EqualTo(new[]
            {
                "node-0/nic-0 > tor-0", "tor-0 > spine-0", "spine-0 > core-0", "core-0 > spine-2", "spine-2 > tor-2",
                "tor-2 > node-4/nic-0",
            }));
        });
    }

    // Two nodes of 400 Gb/s under a ToR switch, over-subscribed 2:1 on two spines: 200 Gb/s each.
    [Test]
    public void OverSubscriptionDividesWhatComesInByWhatGoesUp()
    {
        NetworkTopology tree = Tree();
        int up = Enumerable.Range(0, tree.Links.Length).First(link => tree.NameOf(link) == "tor-0 > spine-0");
        Assert.That(tree.Links[up].BytesPerSecond, Is.EqualTo(200e9 / 8));
    }

    // NICs of 100 Gb/s, which a cable between routers has without over-subscription.
    [TestCase("torus:3x4x5:4", "tor-0 > tor-1", 25)]
    [TestCase("torus:3x4x5", "tor-0 > tor-1", 100)]
    [TestCase("dragonfly:5x4x3:4", "tor-0 > tor-1", 25)]
    [TestCase("dragonfly:5x4x3:4", "tor-0 > tor-4", 25)]
    [TestCase("dragonfly:5x4x3", "tor-0 > tor-4", 100)]
    [TestCase("rail-optimised:30:4", "tor-0 > spine-0", 100.0 * 30 / 4)]
    [TestCase("fat-tree:10x3:4", "tor-0 > spine-0", 100.0 * 10 / 4)]
    [TestCase("fat-tree:10x3:4", "spine-0 > core-0", 100.0 * 30 / 4 / 4)]
    public void EachKindOfNetworkCanBeOverSubscribed(string network, string link, double gbps)
    {
        NetworkTopology topology = NetworkTopology.Of(Platform.Load("gpus:60x1@" + network))!;
        TopologyLink found = topology.Links[
            Enumerable.Range(0, topology.Links.Length).First(index => topology.NameOf(index) == link)];
        Assert.That(found.BytesPerSecond, Is.EqualTo(gbps * 1e9 / 8).Within(1));
    }

    [Test]
    public void ARailNeverLeavesItsSwitchWithinAGroup()
    {
        NetworkTopology rails = Of(Nodes(4, 8, Inside), new FabricSpec
        {
            Kind = FabricKind.RailOptimised, NodesPerTor = 2,
        });
        Assert.Multiple(() =>
        {
            // GPUs 6 and 7 send over NIC 3 of 4.
            Assert.That(Names(rails, rails.Route(0, 6, 1, 7)), Does.Contain("node-0/nic-3 > tor-3"));
            Assert.That(rails.Route(0, 6, 1, 7), Has.Length.EqualTo(6));
            Assert.That(Names(rails, rails.Route(0, 0, 1, 7)), Does.Contain("tor-0 > spine-0"));
            Assert.That(Names(rails, rails.Route(0, 0, 2, 0)), Does.Contain("spine-0 > tor-4"));
        });
    }

    // The distance on a torus is the sum over dimensions of the shorter way around; a NIC at each end.
    [FsCheck.NUnit.Property]
    public void ATorusRouteIsAsLongAsTheShorterWays(byte from, byte to)
    {
        NetworkTopology torus = Platform.Load("gpus:60x1@torus:3x4x5") is var platform
            ? NetworkTopology.Of(platform)! : null!;
        (int a, int b) = (from % 60, to % 60);
        int hops = Ring(a % 3, b % 3, 3) + Ring(a / 3 % 4, b / 3 % 4, 4) + Ring(a / 12, b / 12, 5);
        Assert.That(torus.Route(a, 0, b, 0), Has.Length.EqualTo(a == b ? 0 : hops + 2));
        AssertConnected(torus, a, b);
    }

    // Minimal routes of a dragonfly: at most a local, a global and a local cable between two NICs.
    [FsCheck.NUnit.Property]
    public void ADragonflyRouteUsesOneGlobalCableAtMost(byte from, byte to)
    {
        NetworkTopology dragonfly = NetworkTopology.Of(Platform.Load("gpus:60x1@dragonfly:5x4x3"))!;
        (int a, int b) = (from % 60, to % 60);
        Closeness level = dragonfly.Between(a, b);
        int most = level switch { Closeness.Tor => 2, Closeness.Pod => 3, _ => 5 };
        Assert.That(dragonfly.Route(a, 0, b, 0), Has.Length.LessThanOrEqualTo(most));
        AssertConnected(dragonfly, a, b);
    }

    [FsCheck.NUnit.Property]
    public void ATreeRouteIsShortestAmongAllPaths(byte from, byte to)
    {
        NetworkTopology tree = NetworkTopology.Of(Platform.Load("gpus:64x1@fat-tree:4x4:2"))!;
        (int a, int b) = (from % 64, to % 64);
        AssertConnected(tree, a, b);
        Assert.That(tree.Route(a, 0, b, 0), Has.Length.EqualTo(a == b ? 0 : ShortestPath(tree, a, b)));
    }

    // topo.csv: 847 hosts on 119 racks under 3 aggregation switches of one core; 847 NICs + 119 uplinks + 3 to the
    // core.
    [Test]
    public void TheLingjunNetworkHasThreeLayers()
    {
        NetworkTopology lingjun = NetworkTopology.Of(
            Platform.Load(SharedData.Path("alibaba-lingjun-2023/topo.csv")))!;
        int Count(VertexKind kind) => lingjun.Vertices.Count(vertex => vertex.Kind == kind);
        Assert.That(
            (Count(VertexKind.Nic), Count(VertexKind.Tor), Count(VertexKind.Spine), Count(VertexKind.Core),
                lingjun.Links.Length),
            Is.EqualTo((847, 119, 3, 1, 2 * (847 + 119 + 3))));
    }

    [Test]
    public void AllProblemsOfANetworkAreToldAtOnce()
    {
        string yaml = """
            name: x
            network:
              kind: torus
              over_subscription: 0
              spines: 0
              dimensions: 2x1
              model: lv09
            nodes:
              - name: n
                count: 4
                gpus: 8 x A100
                inside:
                  nvlink_gpus: 4
                  sockets: 0
            """;
        Assert.That(PlatformFileFixture.Problems(yaml), Is.EqualTo(new[]
        {
            "3:3: network.nic: is missing, and node 'n-0' describes no NIC, expected one of the two",
            "4:22: network.over_subscription: found 0, expected a number greater than 0",
            "5:11: network.spines: found 0, expected at least 1",
            "6:15: network.dimensions: found '2x1', expected nodes along each of up to six dimensions, each at least "
                + "2, e.g. '4x4x4'",
            "7:10: network.model: found 'lv09', expected one of raw, lv08, cm02",
            "13:7: nodes[0].inside.pcie: is missing, expected a bandwidth of one direction, e.g. '32 GB/s'",
            "13:7: nodes[0].inside.nvlink: is missing, expected a bandwidth of one direction, e.g. '32 GB/s'",
            "14:16: nodes[0].inside.sockets: found '0', expected a whole number of sockets, at least 1",
        }));
    }

    [TestCase("gpus:4x1@fat-tree:2:0")]
    [TestCase("gpus:4x1@star")]
    [TestCase("gpus:9x1@torus:2x2")]
    [TestCase("gpus:4x1@rail-optimised:2x2")]
    public void AShorthandThatDoesNotFitIsRefused(string text) =>
        Assert.Throws<PlatformException>(() => Platform.Load(text));

    [Test]
    public void AWrittenNetworkReadsAsTheSame()
    {
        Platform platform = new()
        {
            Name = "x",
            Nodes = [.. Nodes(4, 8, Inside).Select(node => node with { Pod = "p" })],
            Network = new Network
            {
                Fabric = new FabricSpec
                {
                    NodesPerTor = 2, TorsPerPod = 2, Spines = 2, OverSubscription = 2, CoreOverSubscription = 3,
                    LatencySeconds = 2e-6, Transfers = TransferModel.Lv08, NicGbps = 25, LinkGbps = 50,
                },
            },
        };
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        platform.Save(path);
        Platform read = Platform.Load(path);
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(
                read.Network.Fabric! with { Dimensions = [] },
                Is.EqualTo(platform.Network.Fabric! with { Dimensions = [] }));
            Assert.That(read.Nodes.Select(node => (node.Pod, node.Inside)), Is.EqualTo(
                platform.Nodes.Select(node => (node.Pod, node.Inside))));
        });
    }

    private static NetworkTopology Tree() => Of(Nodes(8, 8, Inside), new FabricSpec
    {
        NodesPerTor = 2, TorsPerPod = 2, Spines = 2, OverSubscription = 2,
    });

    private static Node[] Nodes(int count, int gpus, NodeInside inside) =>
    [
        .. Model.Gpus(count, gpus).Nodes.Select(node => node with { Inside = inside, RdmaNics = 4, NicGbps = 100 }),
    ];

    private static NetworkTopology Of(Node[] nodes, FabricSpec fabric) => NetworkTopology.Of(
        new Platform { Name = "x", Nodes = [.. nodes], Network = new Network { Fabric = fabric } })!;

    private static IEnumerable<string> Names(NetworkTopology topology, IEnumerable<int> links) =>
        links.Select(topology.NameOf);

    private static int Ring(int a, int b, int size) => Math.Min(Math.Abs(a - b), size - Math.Abs(a - b));

    private static void AssertConnected(NetworkTopology topology, int a, int b)
    {
        int[] route = [.. topology.Route(a, 0, b, 0)];
        Assert.That(route.Zip(route.Skip(1)).All(
            pair => topology.Links[pair.First].To == topology.Links[pair.Second].From));
        if (route.Length > 0)
        {
            Assert.That(
                (topology.Vertices[topology.Links[route[0]].From].Node,
                    topology.Vertices[topology.Links[route[^1]].To].Node),
                Is.EqualTo((a, b)));
        }
    }

    // Breadth-first over all links, from the NIC of one node to that of the other.
    private static int ShortestPath(NetworkTopology topology, int a, int b)
    {
        int[] distance = [.. topology.Vertices.Select(_ => int.MaxValue)];
        Queue<int> queue = [];
        int Nic(int node) => topology.Vertices.IndexOf(new TopologyVertex(VertexKind.Nic, node, 0));
        distance[Nic(a)] = 0;
        queue.Enqueue(Nic(a));
        while (queue.TryDequeue(out int at))
        {
            foreach (TopologyLink link in topology.Links.Where(link => link.From == at))
            {
                if (distance[link.To] == int.MaxValue)
                {
                    distance[link.To] = distance[at] + 1;
                    queue.Enqueue(link.To);
                }
            }
        }

        return distance[Nic(b)];
    }
}
