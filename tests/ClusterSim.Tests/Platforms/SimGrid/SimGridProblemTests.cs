namespace ClusterSim.Tests.Platforms.SimGrid;

/// <summary>Every problem of a SimGrid platform is told at once, with line and column.</summary>
public sealed class SimGridProblemTests
{
    [Test]
    public void AllProblemsAreReportedWithTheirPlaces() =>
        Assert.That(
            Problems("""
                <platform version="4.1">
                <zone id="z" routing="Full">
                <host id="a" speed="1Gx" core="0"/>
                <host speed="1Gf" pstate="1"/>
                <host id="b" speed="1Gf"><prop id="wattage_per_state" value="1:2:3:4"/></host>
                <host id="b" speed="1Gf"/>
                <cluster id="c" prefix="h" suffix="" radical="5-3" speed="1Gf" bw="fast" lat="0"/>
                <clusters/>
                <link id="l" bandwidth="0Bps" latency="1 x"/>
                <route src="a" dst="b"><link_ctn id="nowhere"/></route>
                <host_link id="a" up="nowhere"/>
                </zone>
                </platform>
                """),
            Is.EqualTo(new[]
            {
                "3:14: host[a].speed: found '1Gx', expected a speed greater than 0, e.g. '100Mf'",
                "3:26: host[a].core: found '0', expected a number of cores, at least 1",
                "4:2: host.id: is missing, expected the name of the host",
                "4:19: host.pstate: found 1, expected less than 1, the number of speeds",
                "5:55: prop[wattage_per_state].value: found '1:2:3:4', expected 'IDLE:FULL' or 'IDLE:EPSILON:FULL' "
                    + "watts for each speed, e.g. '95:190, 95:171'",
                "6:7: host[b].id: makes a second host 'b' (first on line 5), expected unique names",
                "7:38: cluster[c].radical: found '5-3', expected numbers and ranges, e.g. '0-127' or '1-29,58'",
                "7:64: cluster[c].bw: found 'fast', expected a bandwidth greater than 0, e.g. '125MBps' or '10Gbps'",
                "8:2: clusters: is no element of a SimGrid platform (did you mean 'cluster'?)",
                "9:14: link[l].bandwidth: found '0Bps', expected a bandwidth greater than 0, e.g. '125MBps' or "
                    + "'10Gbps'",
                "9:31: link[l].latency: found '1 x', expected a time, e.g. '50us'",
                "10:34: link_ctn[nowhere].id: found 'nowhere', expected a link that is described before",
                "11:19: host_link[a].up: found 'nowhere', expected a link that is described before",
            }));

    [TestCase("""<platform version="2"/>""",
        "1:11: platform.version: found '2', expected one of 3, 4, 4.0, 4.1 (simgrid_update_xml converts others)")]
    [TestCase("""<platform/>""", "1:2: platform.version: is missing, expected the version of the DTD, e.g. '4.1'")]
    [TestCase("""<html/>""", "1:2: html: found this element first, expected 'platform'")]
    [TestCase("""<platform version="4.1"/>""", "1:1: found no host that runs jobs, expected at least one")]
    public void WhatIsNoPlatformIsRefused(string text, string problem) =>
        Assert.That(Problems(text), Is.EqualTo(new[] { problem }));

    [Test]
    public void BrokenXmlIsReportedAfterWhatWasFoundBefore() =>
        Assert.That(
            Problems("<platform version=\"4.1\">\n<host id=\"a\" speed=\"x\"/>\n</zone>"),
            Has.Length.EqualTo(2).And.Some.StartsWith("2:14: host[a].speed").And.Some.StartsWith("3:3: not valid XML"));

    // A million and one hosts; and a file that expands entities, which are refused.
    [TestCase("""
        <platform version="4.1">
        <cluster id="c" prefix="" suffix="" radical="0-1000000" speed="1f" bw="1" lat="0"/>
        </platform>
        """, "makes more than 1000000 hosts")]
    [TestCase("""
        <!DOCTYPE platform [<!ENTITY a "aaaa">]><platform version="4.1"><host id="&a;" speed="1f"/></platform>
        """, "not valid XML")]
    public void WhatWouldTakeAllMemoryIsRefused(string text, string message) =>
        Assert.That(Problems(text), Has.Some.Contains(message));

    [TestCase("FAT_TREE", "2;4")]
    [TestCase("DRAGONFLY", "3,4;4,3;5,1;x")]
    public void MalformedTopologiesAreRefused(string topology, string parameters) =>
        Assert.That(
            Problems($"""
                <platform version="4.1">
                <cluster id="c" topology="{topology}" topo_parameters="{parameters}" prefix="" suffix="" radical="0"
                         speed="1f" bw="1" lat="0"/>
                </platform>
                """),
            Has.Length.EqualTo(1).And.Some.Contains($"cluster[c].topo_parameters: found '{parameters}', expected "));

    private static string[] Problems(string text) => PlatformFileFixture.Problems(text, "p.xml");
}
