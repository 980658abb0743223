using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Two ToR switches with two nodes of two GPUs each; NICs of 1 GB/s, uplinks of 1 GB/s. Jobs compute 1 s a step and
/// exchange 1 GB.
/// </summary>
public class CongestionAwareTests
{
    private static readonly CommunicationProfile Profile = new(1, 1e9);

    [Test]
    public void AJobLeavesALinkThatHoldsItBackOnceThereIsRoomCloseBy()
    {
        // Blockers leave one GPU on each node: both jobs cross the uplink, with steps of 3 s in the place of the 1 s of
        // one node. At the look at 300 s both have done 100 of 500 s; the first one moves to one node and ends 400 s
        // later. The other one has the uplink for itself then: steps of 2 s, 800 s more.
        RunResult moved = Run(new CongestionAwareOptions { CoolDown = TimeSpan.Zero });
        RunResult stayed = Run(new CongestionAwareOptions { Interval = TimeSpan.FromDays(9) });
        Assert.Multiple(() =>
        {
            Assert.That(Ends(moved), Is.EqualTo(new double[] { 700, 1100 }).Within(1e-4));
            Assert.That(Ends(stayed), Is.EqualTo(new double[] { 1500, 1500 }).Within(1e-4));
        });
    }

    [Test]
    public void ACoolDownKeepsAJobWhereItIs()
    {
        RunResult run = Run(new CongestionAwareOptions { CoolDown = TimeSpan.FromDays(9) });
        Assert.That(run.Jobs[4].Nodes, Is.EqualTo(2));
    }

    [Test]
    public void WithoutLinksItDecidesAsItsBase()
    {
        Workload jobs = Model.Jobs(("a", 0, 2, 100), ("b", 0, 3, 50), ("c", 5, 4, 20), ("d", 9, 1, 70));
        Platform platform = Model.Gpus(2, 2);
        RunResult plain = Simulation.Run(jobs, platform, PolicyCatalog.Create("fifo-skip"));
        RunResult wrapped = Simulation.Run(jobs, platform, PolicyCatalog.Create("congestion-aware"));
        Assert.That(wrapped.Jobs, Is.EqualTo(plain.Jobs));
    }

    private static IEnumerable<double> Ends(RunResult run) => run.Jobs.Skip(4).Select(job => job.EndTime.Seconds);

    private static RunResult Run(CongestionAwareOptions options)
    {
        Platform platform = Model.Gpus(4, 2) with
        {
            Network = new Network { Fabric = new FabricSpec { NodesPerTor = 2, NicGbps = 8, OverSubscription = 2 } },
        };
        List<Job> jobs = [.. Enumerable.Range(0, 4).Select(i => Model.Job($"blocker-{i}", 0, 1, 60))];
        foreach (string id in new[] { "x", "y" })
        {
            Job job = Model.Job(id, 0, 2, 500);
            jobs.Add(job with { Profile = job.Profile with { Communication = Profile } });
        }

        ScriptedPolicy policy = new();
        for (int i = 0; i < 4; i++)
        {
            int node = i;
            policy.At(0, (_, plan) => plan.Start(node, new Placement([new PlacementSlice(node, 1, 1)])));
        }

        policy.At(0, (_, plan) => plan.Start(4, Across(0, 2)));
        policy.At(0, (_, plan) => plan.Start(5, Across(1, 3)));
        return Simulation.Run(new Workload(jobs), platform, new CongestionAwarePolicy(policy, options));
    }

    private static Placement Across(int first, int second) =>
        new([new PlacementSlice(first, 1, 2), new PlacementSlice(second, 1, 2)]);
}
