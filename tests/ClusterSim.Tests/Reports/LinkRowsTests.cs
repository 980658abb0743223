using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Scheduling;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Reports;

[TestFixture]
internal sealed class LinkRowsTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new ScratchFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    // A file that another program changed must not become another run without a word; the values are those in memory.
    [Test]
    public void LinksAndLossesAreReadBackAsTheyWere()
    {
        RunResult written = Write(_folder.Path, "gpus:4x1@fat-tree:2");
        RunResult read = FinishedRun.Read(_folder.Path).Result;
        Assert.Multiple(() =>
        {
            Assert.That(read.Network!.BinLength, Is.EqualTo(written.Network!.BinLength));
            Assert.That(read.Network.Links.Select(Bare), Is.EqualTo(written.Network.Links.Select(Bare)));
            Assert.That(
                read.Network.Links.Select(link => link.Levels.ToArray()),
                Is.EqualTo(written.Network.Links.Select(link => link.Levels.ToArray())));
            Assert.That(LinkMetrics.Of(read), Is.EqualTo(LinkMetrics.Of(written)));
            Assert.That(read.Jobs, Is.EqualTo(written.Jobs));
        });
    }

    // 100 Gb/s carry 12.5 GB in 1 s; two jobs on one uplink need 2 s for it, where the reference is a step of 1 + 1 s.
    // Job a is done after 15 s and has lost 5; b had 10 s of its 20 s of work by then and runs free for the rest.
    [Test]
    public void TheLossOfAJobIsInItsRow()
    {
        Write(_folder.Path, "gpus:4x1@fat-tree:2:2");
        Assert.That(
            Column("network_loss_seconds").Select(double.Parse), Is.EqualTo(new double[] { 5, 5 }).Within(1e-6));
    }

    [Test]
    public void WithoutLinksThereIsNoTableAndNoLoss()
    {
        Write(_folder.Path, "gpus:4x1");
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(_folder.File("links.csv")), Is.False);
            Assert.That(Column("network_loss_seconds"), Is.EqualTo(new[] { "", "" }));
        });
    }

    [TestCase("Tor,-1,Spine", "Tor,-1,Roof", "a kind of vertex")]
    [TestCase("Tor,-1,Spine,-1", "Tor,-1,Spine,-2", "-1")]
    public void ADamagedTableIsRefused(string from, string to, string expected)
    {
        Write(_folder.Path, "gpus:4x1@fat-tree:2");
        string path = _folder.File("links.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
        Assert.That(() => FinishedRun.Read(_folder.Path), Throws.Exception.With.Message.Contains(expected));
    }

    private static LinkUse Bare(LinkUse link) => link with { Levels = [] };

    private string[] Column(string name)
    {
        string[][] rows = [.. _folder.Read("usage.csv").TrimEnd().Split('\n').Select(line => line.Split(','))];
        return [.. rows.Skip(1).Select(row => row[Array.IndexOf(rows[0], name)])];
    }

    // Both jobs on a node of each switch, so that both cross the uplinks.
    private static RunResult Write(string folder, string platformName)
    {
        Platform platform = Platform.Load(platformName);
        Workload workload = new([Sends("a", 10), Sends("b", 20)]);
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(0, (_, plan) => plan.Start(0, Across(0))).At(0, (_, plan) => plan.Start(1, Across(1)));
        using ResultWriter writer = new(folder, workload, platform);
        RunResult run = Simulation.Run(workload, platform, policy, new SimulationOptions(), writer);
        writer.Finish(run);
        return run;
    }

    private static Placement Across(int node) =>
        new([new PlacementSlice(node, 1, 1), new PlacementSlice(node + 2, 1, 1)]);

    private static Job Sends(string id, double run)
    {
        Job job = Model.Job(id, 0, 2, run);
        return job with
        {
            Profile = job.Profile with { Communication = new CommunicationProfile(ComputeSeconds: 1, Bytes: 12.5e9) },
        };
    }
}
