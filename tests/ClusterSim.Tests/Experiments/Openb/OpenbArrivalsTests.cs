using ClusterSim.Experiments.Openb;

namespace ClusterSim.Tests.Experiments.Openb;

/// <summary>Orders of arrival against those of the simulator that accompanies the paper, name by name.</summary>
public sealed class OpenbArrivalsTests
{
    private static readonly string[] s_lists =
    [
        "cpu050", "cpu100", "cpu200", "cpu250", "gpushare40", "gpushare60", "gpushare80", "gpushare100", "gpuspec10",
        "gpuspec20", "gpuspec25", "gpuspec33", "multigpu20", "multigpu30", "multigpu40", "multigpu50",
    ];

    private static IEnumerable<(string List, long Seed)> Known =>
        [.. Enumerable.Range(42, 10).Select(seed => ("default", (long)seed)), .. s_lists.Select(list => (list, 42L))];

    [Test]
    public void PodsAndNodesComeInThePublishedOrder([ValueSource(nameof(Known))] (string List, long Seed) known)
    {
        OpenbList list = OpenbData.List(known.List);
        OpenbArrivals actual = OpenbArrivals.Of(list.Pods, list.Nodes, known.Seed);
        AssertEqual(actual, $"peers/fgd/arrivals/{known.List}_s{known.Seed}");
    }

    // A demand below that of the list, so that pods are removed.
    [Test]
    public void PodsAreRemovedInThePublishedOrder()
    {
        OpenbList list = OpenbData.List("default");
        OpenbArrivals actual = OpenbArrivals.Of(list.Pods, list.Nodes, 42, demand: 0.25);
        AssertEqual(actual, "peers/fgd/arrivals/default_s42_ratio025");
    }

    private static void AssertEqual(OpenbArrivals actual, string expected)
    {
        Assert.That(
            actual.Workload.Jobs.Select(job => job.Id), Is.EqualTo(OpenbData.Lines($"{expected}_pods.txt.gz")));
        Assert.That(
            actual.Platform.Nodes.Select(node => node.Name),
            Is.EqualTo(OpenbData.Lines($"{expected}_nodes.txt.gz").Order(StringComparer.Ordinal)));
    }
}
