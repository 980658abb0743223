using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Six nodes of two GPUs, two under each ToR switch; two switches in the first pod, one in the second.
/// </summary>
public class TopologyAwareTests
{
    // Three GPUs would fit on node 2 and one more of the same switch or another; four only under the last switch.
    [Test]
    public void OneSwitchGoesBeforeSeveral() =>
        Assert.That(NodesOf(4, taken: [2, 1, 1, 0, 0, 0]), Is.EqualTo(new[] { 4, 5 }));

    // Four GPUs fit under the first and the last switch; less is left over under the first one.
    [Test]
    public void TheFullestSwitchThatHostsTheGangIsTaken() =>
        Assert.That(NodesOf(3, taken: [0, 1, 1, 1, 0, 0]), Is.EqualTo(new[] { 0, 1 }));

    // Five GPUs: in the first pod under both switches, or under the switch of the second pod and one more.
    [Test]
    public void APodGoesBeforeSwitchesOfTwoPods() =>
        Assert.That(NodesOf(5, taken: [1, 0, 0, 1, 0, 0]).All(node => node < 4), Is.True);

    [Test]
    public void WhatFitsOnOneNodeGoesToTheFullestThatHostsIt() =>
        Assert.That(NodesOf(1, taken: [0, 0, 0, 1, 0, 0]), Is.EqualTo(new[] { 3 }));

    [Test]
    public void AGangThatNeedsEveryGpuGetsThem() =>
        Assert.That(NodesOf(12, taken: [0, 0, 0, 0, 0, 0]), Has.Length.EqualTo(6));

    private static int[] NodesOf(int gpus, int[] taken)
    {
        Platform platform = Model.Gpus(6, 2) with
        {
            Network = new Network { Fabric = new FabricSpec { NodesPerTor = 2, TorsPerPod = 2, NicGbps = 8 } },
        };
        (int Node, int Gpus)[] holders =
            [.. taken.Select((held, node) => (node, held)).Where(holder => holder.held > 0)];
        List<Job> jobs = [.. holders.Select((holder, i) => Model.Job($"held-{i}", 0, holder.Gpus, 100))];
        jobs.Add(Model.Job("asked", 1, gpus, 10));
        TopologyAware placement = new();
        int[] found = [];
        ScriptedPolicy policy = new();
        for (int i = 0; i < holders.Length; i++)
        {
            int job = i;
            ulong mask = (1UL << holders[i].Gpus) - 1;
            policy.At(0, (_, plan) => plan.Start(
                job, new Placement([new PlacementSlice(holders[job].Node, holders[job].Gpus, mask)])));
        }

        policy.At(1, (view, _) =>
        {
            placement.Begin(view);
            found = [.. placement.Place(view.Free, view.Job(holders.Length).Demand)!.Slices.Select(one => one.Node)];
            return RefusalReason.None;
        });
        Simulation.Run(new Workload(jobs), platform, policy);
        return [.. found.Order()];
    }
}
