using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Flows;

/// <summary>
/// Two ToR switches with two nodes of one GPU each and NICs of 1 GB/s; the uplink of a switch has 1 GB/s, too. A job
/// computes 1 s a step and then exchanges 1 GB: on two nodes, alone, 1 s more.
/// </summary>
public class JobNetworkTests
{
    private static readonly CommunicationProfile Profile = new(ComputeSeconds: 1, Bytes: 1e9);

    [Test]
    public void JobsThatShareAnUplinkSlowEachOtherUntilOneIsDone()
    {
        // Both over the uplink: half of it each, a step of 1 + 2 s for one of 2 s. The first ends after 150 s; the
        // other one then has 100 s of work left.
        RunResult run = Run(Platform(), Job("a", 100), Job("b", 200), Across(0), Across(1));
        LinkUse up = run.Network!.Links.Single(link => link.Name == "tor-0 > spine-0");
        Assert.Multiple(() =>
        {
            Assert.That(
                run.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new double[] { 150, 250 }).Within(1e-5));
            // 2 GB in 3 s for 150 s, then 1 GB in 2 s for 100 s.
            Assert.That(up.MeanUtilization, Is.EqualTo(0.6).Within(1e-6));
            Assert.That((up.P95Utilization, up.P99Utilization), Is.EqualTo((0.67, 0.67)));
            Assert.That(up.SaturatedShare, Is.EqualTo(0.6).Within(1e-6));
            Assert.That(up.Bytes, Is.EqualTo(150e9).Within(1e5));
            Assert.That(
                run.Jobs.Select(job => job.NetworkLossSeconds), Is.EqualTo(new double[] { 50, 50 }).Within(1e-5));
        });
    }

    [Test]
    public void WithoutContentionEachJobHasTheUplinkForItself()
    {
        RunResult run = Simulation.Run(
            new Workload([Job("a", 100), Job("b", 200)]), Platform(overSubscription: 4),
            Starts(Across(0), Across(1)), new SimulationOptions { LinkContention = LinkContention.None });
        // 0.5 GB/s each, as if alone: a step of 1 + 2 s for one of 2 s.
        Assert.That(run.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new double[] { 150, 300 }).Within(1e-5));
    }

    [Test]
    public void JobsUnderSwitchesOfTheirOwnDoNotNoticeEachOther()
    {
        RunResult run = Run(Platform(), Job("a", 100), Job("b", 200), [0, 1], [2, 3]);
        Assert.That(run.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new double[] { 100, 200 }));
    }

    [Test]
    public void AnOverlapHidesTheShorterPart()
    {
        // g = 2: sqrt(1 + 4) for sqrt(1 + 1) while both run.
        CommunicationProfile half = Profile with { Overlap = 2 };
        RunResult run = Run(
            Platform(), Job("a", 100, half), Job("b", 100, half), Across(0), Across(1));
        Assert.That(run.Jobs[1].EndTime.Seconds, Is.EqualTo(100 * Math.Sqrt(2.5)).Within(1e-5));
    }

    [Test]
    public void AUplinkThatLosesHalfItsBandwidthSlowsTheJobFromThenOn()
    {
        // 40 s at full pace; then steps of 3 s in the place of 2 s for the other 60 s of work; back to 2 s at 100 s,
        // when 40 s of them are done.
        SimulationOptions options = new()
        {
            LinkChanges =
            [
                new(SimTime.FromSeconds(40), UpLink(), 0.5), new(SimTime.FromSeconds(100), UpLink(), 1),
            ],
        };
        RunResult run = Simulation.Run(
            new Workload([Job("a", 100)]), Platform(), Starts(Across(0)), options);
        Assert.That(run.Jobs[0].EndTime.Seconds, Is.EqualTo(120).Within(1e-5));
        Assert.That(run.Jobs[0].NetworkLossSeconds, Is.EqualTo(20).Within(1e-5));
    }

    [Test]
    public void ALinkThatIsDownLetsTheJobCrawl()
    {
        SimulationOptions options = new() { LinkChanges = [new(SimTime.FromSeconds(50), UpLink(), 0)] };
        RunResult run = Simulation.Run(new Workload([Job("a", 100)]), Platform(), Starts(Across(0)), options);
        Assert.That(run.Jobs[0].EndTime.Seconds, Is.EqualTo(50 + 50_000).Within(1e-3));
    }

    [Test]
    public void AnOverSubscribedNetworkIsPaidForByTheOneThatCrossesIt()
    {
        // An uplink of 0.5 GB/s: 2 s of exchange across, 1 s below one switch, which is what the run time counts on.
        RunResult run = Simulation.Run(
            new Workload([Job("a", 100)]), Platform(overSubscription: 4), Starts(Across(0)));
        Assert.That(run.Jobs[0].EndTime.Seconds, Is.EqualTo(150).Within(1e-5));
    }

    [Test]
    public void AShareOfANicIsACap()
    {
        // A tenth of the NIC: 10 s for the exchange, and a step of 11 s for one of 2 s.
        Job job = Job("a", 100);
        job = job with
        {
            Request = job.Request with { PerInstance = new ResourceVector(Gpus: 1, RdmaPercent: 10) },
        };
        Platform platform = Platform();
        platform = platform with
        {
            Nodes = [.. platform.Nodes.Select(node => node with { RdmaNics = 1, NicGbps = 8 })],
        };
        ScriptedPolicy policy = new ScriptedPolicy().At(0, (_, plan) => plan.Start(
            0, new Placement([new PlacementSlice(0, 1, 1, 0), new PlacementSlice(1, 1, 1, 0)])));
        RunResult run = Simulation.Run(new Workload([job]), platform, policy);
        Assert.That(run.Jobs[0].EndTime.Seconds, Is.EqualTo(550).Within(1e-5));
    }

    [Test]
    public void AMigrationChangesThePaceOfBoth()
    {
        // At 30 s job b moves below a switch of its own: both run free. Until then each did 20 s of its work.
        Platform platform = Platform();
        platform = platform with
        {
            Nodes = Model.Gpus(6, 1).Nodes,
        };
        ScriptedPolicy policy = Starts(Across(0), Across(1));
        policy.At(30, (_, plan) => plan.Migrate(1, Placed([4, 5])));
        RunResult run = Simulation.Run(new Workload([Job("a", 100), Job("b", 200)]), platform, policy);
        Assert.That(run.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new double[] { 110, 210 }).Within(1e-5));
    }

    [Test]
    public void AJobWithoutAProfileIsNotTouched()
    {
        RunResult run = Simulation.Run(
            new Workload([Job("a", 100) with { Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(100) } }]),
            Platform(), Starts(Across(0)));
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].EndTime.Seconds, Is.EqualTo(100));
            Assert.That(run.Network, Is.Null);
        });
    }

    private static int[] Across(int node) => [node, node + 2];

    private static int UpLink()
    {
        NetworkTopology topology = NetworkTopology.Of(Platform())!;
        return Enumerable.Range(0, topology.Links.Length).Single(link => topology.NameOf(link) == "tor-0 > spine-0");
    }

    private static Platform Platform(double overSubscription = 2)
    {
        Platform plain = Model.Gpus(4, 1);
        FabricSpec fabric = new() { NodesPerTor = 2, TorsPerPod = 9, NicGbps = 8, OverSubscription = overSubscription };
        return plain with { Network = new Network { Fabric = fabric } };
    }

    private static Job Job(string id, double run, CommunicationProfile? profile = null)
    {
        Job job = Model.Job(id, 0, 2, run);
        return job with { Profile = job.Profile with { Communication = profile ?? Profile } };
    }

    private static Placement Placed(int[] nodes) => new([.. nodes.Select(node => new PlacementSlice(node, 1, 1))]);

    private static ScriptedPolicy Starts(params int[][] nodes)
    {
        ScriptedPolicy policy = new();
        for (int job = 0; job < nodes.Length; job++)
        {
            (int started, int[] on) = (job, nodes[job]);
            policy.At(0, (_, plan) => plan.Start(started, Placed(on)));
        }

        return policy;
    }

    private static RunResult Run(Platform platform, Job a, Job b, int[] nodesOfA, int[] nodesOfB) =>
        Simulation.Run(new Workload([a, b]), platform, Starts(nodesOfA, nodesOfB));
}
