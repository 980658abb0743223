using ClusterSim.Experiments;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Tests.Experiments;

/// <summary>The key network of a set of simulation options.</summary>
public class NetworkReaderTests
{
    private const string Head = "traces: [{ generate: philly-shaped }]\npolicies: [fifo]\n";

    [Test]
    public void EveryChangeArrivesOnThePlatform()
    {
        FabricSpec fabric = Fabric("gpus:8x4@fat-tree:2x2", """
            { over_subscription: 4:1, core_over_subscription: 3, spines: 2, latency: 5 us, model: lv08 }
            """)!;
        Assert.Multiple(() =>
        {
            Assert.That((fabric.OverSubscription, fabric.CoreOverSubscription, fabric.Spines), Is.EqualTo((4, 3, 2)));
            Assert.That(fabric.LatencySeconds, Is.EqualTo(5e-6).Within(1e-12));
            Assert.That(fabric.Transfers, Is.EqualTo(TransferModel.Lv08));
            Assert.That((fabric.NodesPerTor, fabric.TorsPerPod), Is.EqualTo((2, 2)));
        });
    }

    [Test]
    public void WhatIsNotNamedStaysAsThePlatformHasIt()
    {
        FabricSpec fabric = Fabric("gpus:8x4@fat-tree:2x2:4", "{ contention: none }")!;
        Assert.That((fabric.OverSubscription, fabric.Transfers), Is.EqualTo((4, TransferModel.Raw)));
    }

    [Test]
    public void ANetworkCanBeAddedReplacedAndTakenAway()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Fabric("gpus:8x4", "{ fabric: 'torus:2x2x2' }")!.Kind, Is.EqualTo(FabricKind.Torus));
            Assert.That(
                Fabric("gpus:8x4@torus:2x2x2", "{ fabric: 'rail-optimised:4', over_subscription: 2 }")!.Kind,
                Is.EqualTo(FabricKind.RailOptimised));
            Assert.That(Fabric("gpus:8x4@torus:2x2x2", "off"), Is.Null);
        });
    }

    [Test]
    public void ASetOfOptionsCanTakeBackWhatAllHave()
    {
        ExperimentSpec spec = ExperimentSpec.Parse(Head + """
            platforms: ['gpus:8x4@fat-tree:2x2']
            simulation: { network: { over_subscription: 4 } }
            options: [{ name: quarter }, { name: full, network: platform }]
            """, "e.yaml");
        Assert.That(
            spec.Expand().Select(scenario => scenario.LoadPlatform().Network.Fabric!.OverSubscription),
            Is.EqualTo(new[] { 4, 1 }));
    }

    // 2:2 is no ratio to one, a torus of 2x2 has no room for eight nodes, and 'gpus:8x4' has no links to change.
    [TestCase("gpus:8x4@fat-tree", "{ over_subscription: '2:2' }", "simulation.network.over_subscription")]
    [TestCase("gpus:8x4@fat-tree", "{ over_subscription: 0 }", "simulation.network.over_subscription")]
    [TestCase("gpus:8x4@fat-tree", "{ spines: 0 }", "simulation.network.spines")]
    [TestCase("gpus:8x4@fat-tree", "{ latency: soon }", "simulation.network.latency")]
    [TestCase("gpus:8x4@fat-tree", "{ model: lv09 }", "simulation.network.model")]
    [TestCase("gpus:8x4@fat-tree", "{ contention: half }", "simulation.network.contention")]
    [TestCase("gpus:8x4@fat-tree", "{ speed: 3 }", "simulation.network.speed")]
    [TestCase("gpus:8x4@fat-tree", "some", "simulation.network")]
    [TestCase("gpus:8x4", "{ fabric: 'torus:2x2' }", "simulation.network")]
    [TestCase("gpus:8x4", "{ fabric: star }", "simulation.network")]
    [TestCase("gpus:8x4", "{ over_subscription: 2 }", "simulation.network")]
    public void WhatDoesNotFitIsReportedWithItsPlace(string platform, string network, string path)
    {
        ExperimentException error = Assert.Throws<ExperimentException>(() => Spec(platform, network))!;
        Assert.That(error.Problems.Select(problem => (problem.Path, problem.Line)), Is.EqualTo(new[] { (path, 4) }));
    }

    private static FabricSpec? Fabric(string platform, string network) =>
        Spec(platform, network).Expand()[0].LoadPlatform().Network.Fabric;

    private static ExperimentSpec Spec(string platform, string network) => ExperimentSpec.Parse(
        Head + $"platforms: ['{platform}']\nsimulation: {{ network: {network.Trim()} }}\n", "e.yaml");
}
