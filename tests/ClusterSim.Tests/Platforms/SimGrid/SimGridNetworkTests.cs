using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;
using ClusterSim.Tests.Engine;
using ClusterSim.Tests.Reports;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Platforms.SimGrid;

/// <summary>
/// Links and routes of SimGrid platforms. Routes are those that SimGrid's own test suite prints
/// (<c>teshsuite/platforms/flatifier.tesh</c>) or that the comments of its platforms state.
/// </summary>
[TestFixture]
internal sealed class SimGridNetworkTests
{
    private ScratchFolder _files = null!;

    [SetUp]
    public void SetUp() => _files = new ScratchFolder();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [TestCase("cluster_backbone", "node-0", "node-2",
        "cluster0_link_0_UP cluster0_backbone cluster0_link_2_DOWN")]
    [TestCase("cluster_torus", "node-0", "node-10",
        "bob_cluster_link_from_0_to_1_UP bob_cluster_link_from_1_to_4_UP bob_cluster_link_from_4_to_10_UP")]
    [TestCase("cluster_torus", "node-0", "node-11",
        "bob_cluster_link_from_2_to_0_DOWN bob_cluster_link_from_2_to_5_UP bob_cluster_link_from_5_to_11_UP")]
    [TestCase("cluster_torus", "node-1", "node-9",
        "bob_cluster_link_from_0_to_1_DOWN bob_cluster_link_from_0_to_3_UP bob_cluster_link_from_3_to_9_UP")]
    [TestCase("cluster_torus", "node-10", "node-2",
        "bob_cluster_link_from_10_to_11_UP bob_cluster_link_from_8_to_11_DOWN bob_cluster_link_from_2_to_8_DOWN")]
    [TestCase("cluster_torus", "node-10", "node-0",
        "bob_cluster_link_from_9_to_10_DOWN bob_cluster_link_from_6_to_9_DOWN bob_cluster_link_from_0_to_6_DOWN")]
    [TestCase("small_platform", "Tremblay", "Ginette", "4 3 5")]
    [TestCase("small_platform", "Fafard", "Bourassa", "8 6 7")]
    [TestCase("small_platform", "Bourassa", "Fafard", "7 6 8")]
    [TestCase("routing_cluster", "host1", "host2", "l1_UP backbone1 l2_DOWN")]
    [TestCase("routing_cluster", "host3", "host4", "l3 backbone1 link1-2 backbone2 l4_DOWN")]
    [TestCase("griffon", "griffon-1", "griffon-30",
        "griffon_cluster_cabinet1_link_0_UP griffon_cluster_cabinet1_backbone backbone "
        + "griffon_cluster_cabinet2_backbone griffon_cluster_cabinet2_link_0_DOWN")]
    public void RoutesAreThoseOfSimGrid(string file, string from, string to, string links)
    {
        Platform platform = Platform.Load(SharedData.Path($"platforms/simgrid/{file}.xml"));
        Assert.That(Route(platform, from, to), Is.EqualTo(links));
    }

    // The suite calls them link_from_CHILD_PARENT_NUMBER, the leaf switches 7 and 6, the roots 5 and 4; ours are by
    // level, child and port: 7_5_5 is the second cable of leaf 0 to root 0, so port 2 of 4.
    [TestCase("100", "119", "link_0_0_0_UP link_1_0_2_UP link_1_1_0_DOWN link_0_2_0_DOWN")]
    [TestCase("100", "120", "link_0_0_0_UP link_1_0_3_UP link_1_1_1_DOWN link_0_3_0_DOWN")]
    [TestCase("101", "119", "link_0_1_0_UP link_1_0_2_UP link_1_1_2_DOWN link_0_2_0_DOWN")]
    [TestCase("119", "100", "link_0_2_0_UP link_1_1_0_UP link_1_0_0_DOWN link_0_0_0_DOWN")]
    [TestCase("120", "101", "link_0_3_0_UP link_1_1_1_UP link_1_0_3_DOWN link_0_1_0_DOWN")]
    [TestCase("119", "120", "link_0_2_0_UP link_0_3_0_DOWN")]
    public void AFatTreePicksParentsAndCablesAsSimGridDoes(string from, string to, string links)
    {
        Platform platform = Load("""
            <cluster id="bob" prefix="" radical="100-101,119-120" suffix="" speed="1Gf" bw="125MBps" lat="50us"
                     topology="FAT_TREE" topo_parameters="2;2,2;1,2;1,2"/>
            """);
        Assert.That(Route(platform, from, to).Replace("bob_", "", StringComparison.Ordinal), Is.EqualTo(links));
    }

    // 3 groups of 4 chassis of 5 routers of 2 hosts, 4, 3 and 1 links wide; hosts have 125 MB/s.
    [Test]
    public void ADragonflyHasTheWidthsAndHopsOfItsParameters()
    {
        Platform platform = Platform.Load(SharedData.Path("platforms/simgrid/cluster_dragonfly.xml"));
        NetworkTopology topology = NetworkTopology.Of(platform)!;
        int[] route = [.. topology.Route(Node(platform, "node-19"), 0, Node(platform, "node-119"), 0)];
        // Router 9 to the second router of its chassis, to that of the first chassis, the other group, and down again:
        // router 59 is the fifth of the fourth chassis of group 2.
        Assert.That(route.Select(link => topology.Links[link].BytesPerSecond / 125e6), Is.EqualTo(new[]
        {
            1, 1.2, 1, 3, 4, 1, 3, 1.2, 1,
        }).Within(1e-9));
    }

    // LV08: SimGrid sends 100 kB over a link of 1 Mb/s and 10 ms in 0.996079 s.
    [Test]
    public void ATransferTakesTheTimeOfSimGrid()
    {
        Platform platform = Load("""
            <zone id="z" routing="Full">
              <host id="a" speed="1Gf"/> <host id="b" speed="1Gf"/>
              <link id="l" bandwidth="1Mbps" latency="10ms"/>
              <route src="a" dst="b"><link_ctn id="l"/></route>
            </zone>
            """);
        NetworkTopology topology = NetworkTopology.Of(platform)!;
        TopologyLink link = topology.Links[topology.Route(0, 0, 1, 0).Single()];
        Assert.That(
            topology.Transfers.TransferSeconds(1e5, link.BytesPerSecond, link.LatencySeconds),
            Is.EqualTo(0.996079).Within(5e-7));
    }

    // Two hosts exchange 100 kB in a ring: half of it there and half back, twice. Both hops share the link and the
    // acknowledgements of both: 2 x 1.05 times the rate is 0.97 of 125 kB/s. Two messages wait 13.01 x 10 ms each. The
    // step takes 1 s of computation more.
    [TestCase("SHARED", 2.1)]
    [TestCase("SPLITDUPLEX", 1.05)]
    public void AnExchangeOverOneLinkSharesItOrNot(string policy, double load)
    {
        Platform platform = Load($"""
            <zone id="z" routing="Full">
              <host id="a" speed="1Gf"/> <host id="b" speed="1Gf"/>
              <link id="l" bandwidth="1Mbps" latency="10ms" sharing_policy="{policy}"/>
              <route src="a" dst="b"><link_ctn id="l"/></route>
            </zone>
            """);
        Job job = Model.Job("a", 0, 2, 100) with
        {
            Request = new JobRequest { Instances = 2, PerInstance = new ResourceVector(CpuMilli: 1000) },
        };
        job = job with { Profile = job.Profile with { Communication = new CommunicationProfile(1, 1e5) } };
        RunResult run = Simulation.Run(
            new Workload([job]), platform, new ClusterSim.Tests.Engine.ScriptedPolicy().At(0, (_, plan) => plan.Start(
                0, new Placement([new PlacementSlice(0, 1, 0), new PlacementSlice(1, 1, 0)]))));
        double exchange = (1e5 * load / (0.97 * 125_000)) + (2 * 13.01 * 0.01);
        // All other placements are impossible, so that the run time counts on this one.
        Assert.That(run.Jobs[0].EndTime.Seconds, Is.EqualTo(100).Within(1e-6));
        Assert.That(run.Network!.Links.Sum(link => link.Bytes), Is.EqualTo(1e5 * 2.1 * 100 / (1 + exchange)).Within(1));
    }

    [TestCase("data_center", true)]
    [TestCase("emission_platform", false)]
    [TestCase("g5k", false)]
    [TestCase("energy_platform", true)]
    [TestCase("cluster_fat_tree", true)]
    [TestCase("cluster_multi", true)]
    [TestCase("meta_cluster", true)]
    [TestCase("energy_cluster", true)]
    public void APlatformHasLinksWhereRoutesLeadEverywhere(string file, bool expected)
    {
        Platform platform = Platform.Load(SharedData.Path($"platforms/simgrid/{file}.xml"));
        Assert.That(NetworkTopology.Of(platform) is not null, Is.EqualTo(expected));
    }

    [Test]
    public void SavingTellsThatRoutesAreLost()
    {
        Platform platform = Platform.Load(SharedData.Path("platforms/simgrid/cluster_torus.xml"));
        Assert.That(platform.Save(_files.File("x.yaml")), Does.Contain("not in the file: links and routes"));
        Assert.That(Platform.Load(_files.File("x.yaml")).Network.Fabric, Is.Null);
    }

    private Platform Load(string inside)
    {
        string path = _files.File("p.xml");
        File.WriteAllText(path, $"<?xml version='1.0'?>\n<platform version=\"4.1\">\n{inside}\n</platform>\n");
        return Platform.Load(path);
    }

    private static string Route(Platform platform, string from, string to)
    {
        NetworkTopology topology = NetworkTopology.Of(platform)!;
        return string.Join(
            ' ', topology.Route(Node(platform, from), 0, Node(platform, to), 0).Select(topology.NameOf));
    }

    private static int Node(Platform platform, string name) =>
        Enumerable.Range(0, platform.Nodes.Length).Single(node =>
            platform.Nodes[node].Name == name
            || platform.Nodes[node].Name.StartsWith(name + ".", StringComparison.Ordinal));
}
