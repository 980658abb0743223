using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>The machine of a log; expected numbers stand in the headers of the logs.</summary>
public sealed class SwfPlatformTests
{
    // KTH: MaxNodes 100, MaxProcs 100. RICC: 1024 and 8192. LLNL-Atlas: 1152 and 9216. LCG: MaxProcs 24515 alone.
    // lublin_256: MaxNodes 256 alone.
    [TestCase("KTH-SP2-1996-2.1-cln.swf.gz", 100, 1)]
    [TestCase("RICC-2010-2.swf.gz", 1024, 8)]
    [TestCase("LLNL-Atlas-2006-2.1-cln.swf.gz", 1152, 8)]
    [TestCase("LCG.swf.gz", 1, 24_515)]
    [TestCase("lublin_256.swf.gz", 256, 1)]
    public void TheHeaderTellsTheMachine(string log, int nodes, int cores)
    {
        Platform platform = Platform.Load(SharedData.Path("pwa-swf/" + log));
        Assert.That(platform.Nodes, Has.Length.EqualTo(nodes));
        Assert.That(platform.Nodes.Select(node => node.CpuMilli).Distinct(), Is.EqualTo(new[] { cores * 1000 }));
    }

    [Test]
    public void ThePrefixTakesAnyFileAsALog()
    {
        string path = SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz");
        Assert.That(Platform.Load("swf:" + path).Checksum, Is.EqualTo(Platform.Load(path).Checksum).And.Not.Empty);
    }

    [TestCase("; MaxNodes: 4\n", 4, 1, "one processor a node")]
    [TestCase("; MaxProcs: 8\n", 1, 8, "one pool")]
    [TestCase("; MaxProcs: 9 (8 and 1)\n; MaxNodes: 4\n", 1, 9, "no multiple")]
    [TestCase("; MaxProcs: -1\n1 0 0 5 3 -1 -1 7 9 -1\n2 0 0 5 2 -1 -1 -1\n", 1, 7, "as the largest job has")]
    public void WhatIsAssumedIsSaid(string log, int nodes, int cores, string notice)
    {
        Platform platform = PlatformFileFixture.Load(log, "p.swf");
        Assert.That((platform.Nodes.Length, platform.Nodes[0].CpuMilli), Is.EqualTo((nodes, cores * 1000)));
        Assert.That(platform.Notices[0], Does.StartWith("assumed: ").And.Contains(notice));
    }

    [TestCase("; Computer: x\n", "found neither MaxProcs nor MaxNodes")]
    [TestCase("; MaxNodes: 99999999\n", "expected at most 1000000 nodes")]
    [TestCase("; MaxProcs: 99999999999\n", "expected at most 1000000 nodes")]
    public void ALogWithoutAMachineIsRefused(string log, string message) =>
        Assert.That(PlatformFileFixture.Problems(log, "p.swf"), Has.Length.EqualTo(1).And.Some.Contains(message));
}
