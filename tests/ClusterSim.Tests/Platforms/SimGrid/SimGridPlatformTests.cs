using System.IO.Compression;
using System.Text.RegularExpressions;
using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms.SimGrid;

/// <summary>
/// Platforms of SimGrid and Batsim. Numbers of hosts are counted by hand from the files (radicals, elements); names
/// and their order are what Batsim 4.2.1 itself tells its scheduler at the beginning of a simulation.
/// </summary>
public sealed partial class SimGridPlatformTests
{
    // Host elements, and the sizes of the radicals; without masters and storage hosts.
    [TestCase("peers/batsim/platforms/flat128.xml", 128)]
    [TestCase("peers/batsim/platforms/flat256.xml", 256)]
    [TestCase("batsim/platforms/small_platform.xml", 4)]
    [TestCase("batsim/platforms/energy_platform_homogeneous_no_net_128.xml.gz", 128)]
    [TestCase("platforms/batsim/cluster512.xml", 512)]
    [TestCase("platforms/batsim/cluster512_pfs.xml", 512)]
    [TestCase("platforms/batsim/cluster_energy_128.xml", 128)]
    [TestCase("platforms/batsim/cluster_locality_32x16.xml", 512)]
    [TestCase("platforms/batsim/cluster_locality_4x128.xml", 512)]
    [TestCase("platforms/batsim/cluster_locality_8x16.xml", 128)]
    [TestCase("platforms/batsim/cluster_locality_8x64.xml", 512)]
    [TestCase("platforms/batsim/energy_platform.xml", 4)]
    [TestCase("platforms/batsim/energy_platform_homogeneous.xml", 4)]
    [TestCase("platforms/batsim/energy_platform_homogeneous_no_net.xml", 7)]
    [TestCase("platforms/batsim/graphene.xml", 39 + 35 + 30 + 40)]
    [TestCase("platforms/batsim/properties_example.xml", 5 + 2)]
    [TestCase("platforms/batsim/small_platform.xml", 4)]
    [TestCase("platforms/batsim/small_platform_dvfs.xml", 4)]
    [TestCase("platforms/batsim/heterogeneous/platform.xml", 15)]
    [TestCase("platforms/simgrid/cluster_backbone.xml", 100)]
    [TestCase("platforms/simgrid/cluster_crossbar.xml", 65_536)]
    [TestCase("platforms/simgrid/cluster_dragonfly.xml", 120)]
    [TestCase("platforms/simgrid/cluster_fat_tree.xml", 16)]
    [TestCase("platforms/simgrid/cluster_multi.xml", 24)]
    [TestCase("platforms/simgrid/cluster_torus.xml", 12)]
    [TestCase("platforms/simgrid/data_center.xml", 120)]
    [TestCase("platforms/simgrid/emission_platform.xml", 6)]
    [TestCase("platforms/simgrid/energy_cluster.xml", 2)]
    [TestCase("platforms/simgrid/energy_platform.xml", 3)]
    [TestCase("platforms/simgrid/griffon.xml", 92)]
    [TestCase("platforms/simgrid/meta_cluster.xml", 60)]
    [TestCase("platforms/simgrid/routing_cluster.xml", 6)]
    [TestCase("platforms/simgrid/small_platform.xml", 7)]
    public void EveryPublishedPlatformLoadsWithItsHosts(string file, int hosts) =>
        Assert.That(Platform.Load(SharedData.Path(file)).Nodes, Has.Length.EqualTo(hosts));

    [TestCase("p-delays-filler", "peers/batsim/platforms/flat128.xml", 128)]
    [TestCase("p-mixed-fcfs", "batsim/platforms/small_platform.xml", 4)]
    [TestCase("p-energywatcher", "batsim/platforms/energy_platform_homogeneous_no_net_128.xml.gz", 4)]
    public void NodesAreNumberedAsBatsimNumbersItsMachines(string transcript, string file, int told)
    {
        using StreamReader reader = new(new GZipStream(
            File.OpenRead(SharedData.Path($"peers/batsim/transcripts/{transcript}.txt.gz")),
            CompressionMode.Decompress));
        string[] names = [.. Machine().Matches(reader.ReadLine()!).Select(match => match.Groups[2].Value)];

        // With --mmax Batsim tells of the first machines only.
        Assert.That(names, Has.Length.EqualTo(told));
        Assert.That(
            Platform.Load(SharedData.Path(file)).Nodes.Take(told).Select(node => node.Name), Is.EqualTo(names));
    }

    [Test]
    public void HostsAreOrderedByNameCharacterByCharacter() =>
        Assert.That(
            Load("""<cluster id="c" prefix="h" suffix="" radical="9-11,1" speed="1f" bw="1Bps" lat="0"/>""").Nodes
                .Select(node => node.Name),
            Is.EqualTo(new[] { "h1", "h10", "h11", "h9" }));

    [Test]
    public void MastersAndStorageHostsAreNoNodesAndAreNoticed()
    {
        Platform platform = Load("""
            <host id="master_host" speed="1f"/>
            <host id="boss" speed="1f"><prop id="role" value="master"/></host>
            <host id="disk" speed="1f"><prop id="role" value="storage"/></host>
            <host id="worker" speed="1f"><prop id="role" value="compute_node"/></host>
            """);
        Assert.That(platform.Nodes.Select(node => node.Name), Is.EqualTo(new[] { "worker" }));
        Assert.That(string.Join('\n', platform.Notices),
            Does.Contain("'master_host'").And.Contain("'boss'").And.Contain("'disk'"));
    }

    // 125 MB/s are 1 Gb/s; the route between the zones has 2 Gb/s.
    [Test]
    public void CoresLinksAndZonesGoWhereTheModelHasAPlaceForThem()
    {
        Platform platform = Load("""
            <cluster id="left" prefix="l" suffix=".x" radical="0-1" speed="2Gf" core="4" bw="125MBps" lat="50us"
                     bb_bw="2.25GBps" bb_lat="500us"/>
            <zone id="right" routing="Cluster">
              <host id="r" speed="1Gf"/>
              <link id="up" bandwidth="10Gbps" latency="1us" sharing_policy="SPLITDUPLEX"/>
              <host_link id="r" up="up_UP" down="up_DOWN"/>
              <router id="rr"/>
            </zone>
            <link id="wan" bandwidth="250MBps" latency="0"/>
            <zoneRoute src="left" dst="right" gw_src="lleft_router.x" gw_dst="rr"><link_ctn id="wan"/></zoneRoute>
            """);
        Assert.Multiple(() =>
        {
            Assert.That(platform.Nodes.Select(node => (node.Name, node.CpuMilli, node.Tor, node.NicGbps)),
                Is.EqualTo(new[]
                {
                    ("l0.x", 4000, "left", 1.0), ("l1.x", 4000, "left", 1.0), ("r", 1000, "right", 10),
                }));
            Assert.That(platform.Network.SpineGbps, Is.EqualTo(2));
            Assert.That(platform.Network.Fabric, Is.Not.Null);
            Assert.That(platform.Notices, Has.None.Contains("bb_bw").Or.Contains("latency").Or.Contains("routes"));
        });
    }

    // The same without the way from one zone to the other: no network, and what is said of it has no place.
    [Test]
    public void LinksThatDoNotLeadEverywhereAreNoticed()
    {
        Platform platform = Load("""
            <cluster id="left" prefix="l" suffix=".x" radical="0-1" speed="2Gf" core="4" bw="125MBps" lat="50us"
                     bb_bw="2.25GBps" bb_lat="500us"/>
            <cluster id="right" prefix="r" suffix=".x" radical="0-1" speed="2Gf" bw="125MBps" lat="50us"/>
            <link id="wan" bandwidth="250MBps" latency="0"/>
            """);
        Assert.Multiple(() =>
        {
            Assert.That(platform.Network.Fabric, Is.Null);
            Assert.That(platform.Notices, Has.Some.Contains("'bb_bw' of cluster (1 time, first on line 2)"));
            Assert.That(platform.Notices, Has.Some.Contains("'lat' of cluster (2 times"));
            Assert.That(platform.Notices, Has.Some.Contains("'latency' of link (1 time"));
        });
    }

    // Fat tree 2;4,4;1,2;1,2: four leaf switches with four hosts (the drawing in the file). Dragonfly 3,4;4,3;5,1;2:
    // 3 x 4 x 5 routers with 2 hosts. Torus 3,2,2: every host is a switch.
    [TestCase("fat_tree", 4, 4)]
    [TestCase("dragonfly", 60, 2)]
    [TestCase("torus", 12, 1)]
    public void HostsHangOnTheLowestSwitchesOfTheTopology(string topology, int switches, int hosts)
    {
        Platform platform = Platform.Load(SharedData.Path($"platforms/simgrid/cluster_{topology}.xml"));
        Assert.That(
            platform.Nodes.CountBy(node => node.Tor).Select(pair => pair.Value),
            Is.EqualTo(Enumerable.Repeat(hosts, switches)));
    }

    // The older versions of the DTD: AS for zone, power for speed, watt_per_state for wattage_per_state.
    [TestCase("3", "power")]
    [TestCase("4", "speed")]
    public void OlderVersionsHaveOtherNames(string version, string speed)
    {
        Platform platform = PlatformFileFixture.Load($"""
            <?xml version='1.0'?>
            <!DOCTYPE platform SYSTEM "http://simgrid.gforge.inria.fr/simgrid.dtd">
            <platform version="{version}">
            <AS id="AS0" routing="Full">
              <host id="a" {speed}="1000000000">
                <prop id="watt_per_state" value="10:20"/><prop id="watt_off" value="1"/>
              </host>
              <cluster id="c" prefix="b" suffix="" radical="0-0" {speed}="5E9" bw="1.25E8" lat="5E-5"/>
              <link id="l" bandwidth="1.25E9" latency="0.0001"/>
              <ASroute src="c" dst="AS0" gw_src="x" gw_dst="y"><link_ctn id="l"/></ASroute>
            </AS>
            </platform>
            """, "p.xml");
        Assert.Multiple(() =>
        {
            Assert.That(platform.Nodes.Select(node => (node.Name, node.Power!.States[0].SpeedGflops, node.NicGbps)),
                Is.EqualTo(new[] { ("a", 1.0, 0.0), ("b0", 5, 1) }));
            Assert.That(platform.Network.SpineGbps, Is.EqualTo(10));
            Assert.That(platform.Nodes[0].Power!.States[0].FullWatts, Is.EqualTo(20));
            Assert.That(platform.Nodes[0].Power!.OffWatts, Is.EqualTo(1));
        });
    }

    [Test]
    public void AnEmptyLineBeforeTheDeclarationDoesNotShiftThePlaces()
    {
        string[] problems = PlatformFileFixture.Problems("""

            <?xml version='1.0'?>
            <platform version="4.1">
              <host id="a" speed="fast"/>
            </platform>
            """, "p.xml");
        Assert.That(problems, Is.EqualTo(new[]
        {
            "4:16: host[a].speed: found 'fast', expected a speed greater than 0, e.g. '100Mf'",
        }));
    }

    internal static Platform Load(string inside) => PlatformFileFixture.Load(
        $"<platform version=\"4.1\"><zone id=\"z\" routing=\"Full\">\n{inside}\n</zone></platform>", "p.xml");

    [GeneratedRegex("\"id\":([0-9]+),\"name\":\"([^\"]*)\"")]
    private static partial Regex Machine();
}
