using System.Collections.Immutable;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Placements against brute force on random tiny clusters: either all distributions of the gang over the nodes are
/// enumerated, or the definition is applied instance by instance on a copy.
/// </summary>
public sealed class PlacementTests
{
    private const int Cases = 3_000;

    private static readonly ImmutableArray<TargetShape> s_target =
    [
        new(1000, 1, 500, [], 0.4), new(2000, 1, 1000, ["A"], 0.3), new(1000, 2, 1000, [], 0.2),
        new(1000, 0, 0, [], 0.1),
    ];

    private static IEnumerable<IPlacement> All =>
    [
        new FirstFit(), new BestFit(), new WorstFit(), new Packed(), new Spread(), new Consolidated(), new RandomFit(),
        new Fgd(), new Fgd(new FgdOptions { Target = s_target, Variant = PolicyVariant.Artefact }),
        new Fgd(new FgdOptions { Target = s_target }), new DotProduct(), new BestFitCpuGpu(), new GpuClustering(),
        new GpuPacking(), new DotProduct(PolicyVariant.Artefact), new BestFitCpuGpu(PolicyVariant.Artefact),
        new GpuClustering(PolicyVariant.Artefact),
    ];

    [TestCaseSource(nameof(All))]
    public void EveryPlacementIsOneThatThePlanAccepts(IPlacement placement)
    {
        TinyClusters clusters = new(1);
        int placed = 0;
        for (int i = 0; i < Cases; i++)
        {
            (TrialResources free, Demand demand) = clusters.Next();
            if (placement.Place(free, demand) is { } found)
            {
                placed++;
                Assert.That(free.Check(demand, found), Is.EqualTo(RefusalReason.None), $"case {i}");
            }
        }

        Assert.That(placed, Is.GreaterThan(Cases / 5));
    }

    [TestCaseSource(nameof(All))]
    public void AJobWaitsOnlyWhenNoDistributionHostsIt(IPlacement placement)
    {
        TinyClusters clusters = new(2);
        for (int i = 0; i < Cases; i++)
        {
            (TrialResources free, Demand demand) = clusters.Next();
            int fewest = FewestNodes(free, demand);
            bool expected = placement is Consolidated
                ? fewest < int.MaxValue && fewest == FewestNodes(Emptied(free), demand)
                : fewest < int.MaxValue;
            Assert.That(placement.Place(free, demand) is not null, Is.EqualTo(expected), $"case {i}");
        }
    }

    [Test]
    public void PackedAndConsolidatedTakeTheFewestNodes()
    {
        TinyClusters clusters = new(3);
        for (int i = 0; i < Cases; i++)
        {
            (TrialResources free, Demand demand) = clusters.Next();
            int fewest = FewestNodes(free, demand);
            if (fewest < int.MaxValue)
            {
                Assert.That(new Packed().Place(free, demand)!.NodeCount, Is.EqualTo(fewest), $"case {i}");
            }

            Assert.That(free.FewestNodes(demand), Is.EqualTo(FewestNodes(Emptied(free), demand)), $"case {i}");
        }
    }

    [Test]
    public void ConsolidatedStaysUnderOneSwitchWhereThatTakesNoFurtherNode()
    {
        TinyClusters clusters = new(4);
        int severalNodes = 0;
        for (int i = 0; i < 10 * Cases; i++)
        {
            (TrialResources free, Demand demand) = clusters.Next();
            if (new Consolidated().Place(free, demand) is not { NodeCount: > 1 } found)
            {
                continue;
            }

            severalNodes++;
            bool possible = Distributions(free, demand).Any(counts =>
                counts.Count(c => c > 0) == found.NodeCount
                && Enumerable.Range(0, counts.Length).Where(n => counts[n] > 0)
                    .Select(free.TorOf).Distinct().Count() == 1);
            bool done = found.Slices.Select(slice => free.TorOf(slice.Node)).Distinct().Count() == 1;
            Assert.That(done, Is.EqualTo(possible), $"case {i}");
        }

        Assert.That(severalNodes, Is.GreaterThan(100));
    }

    private static IEnumerable<TestCaseData> InstanceByInstance()
    {
        yield return new TestCaseData(new FirstFit(), (long share, int placed) => (0L, 0L))
            .SetArgDisplayNames("first-fit");
        yield return new TestCaseData(new BestFit(), (long share, int placed) => (share, 0L))
            .SetArgDisplayNames("best-fit");
        yield return new TestCaseData(new WorstFit(), (long share, int placed) => (-share, 0L))
            .SetArgDisplayNames("worst-fit");
        yield return new TestCaseData(new Spread(), (long share, int placed) => ((long)placed, -share))
            .SetArgDisplayNames("spread");
    }

    [TestCaseSource(nameof(InstanceByInstance))]
    public void EachInstanceGoesWhereTheDefinitionSays(IPlacement placement, Func<long, int, (long, long)> key)
    {
        TinyClusters clusters = new(5);
        for (int i = 0; i < Cases; i++)
        {
            (TrialResources free, Demand demand) = clusters.Next();
            if (placement.Place(free, demand) is not { } found)
            {
                continue;
            }

            int[] expected = OneByOne(free, demand, key);
            int[] counts = new int[free.NodeCount];
            foreach (PlacementSlice slice in found.Slices)
            {
                counts[slice.Node] += slice.Instances;
            }

            Assert.That(counts, Is.EqualTo(expected), $"case {i}");
        }
    }

    [TestCaseSource(nameof(All))]
    public void PlacingReadsOnly(IPlacement placement)
    {
        (TrialResources free, Demand demand) = new TinyClusters(6).Next();
        string before = Picture(free);
        placement.Place(free, demand);
        Assert.That(Picture(free), Is.EqualTo(before));
    }

    [Test]
    public void TheIndexOfFreeGpusMissesNoNode()
    {
        TinyClusters clusters = new(7);
        for (int i = 0; i < Cases; i++)
        {
            (TrialResources free, Demand demand) = clusters.Next();
            List<int> found = [];
            for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
            {
                found.Add(node);
            }

            Assert.That(TinyClusters.Hosts(free, demand), Is.SubsetOf(found), $"case {i}");
        }
    }

    private static int[] OneByOne(TrialResources free, Demand demand, Func<long, int, (long, long)> key)
    {
        TrialResources left = free.Trial();
        Demand one = demand.WithInstances(1);
        int[] counts = new int[free.NodeCount];
        for (int i = 0; i < demand.Instances; i++)
        {
            int node = TinyClusters.Hosts(left, one).MinBy(n => (key(Share(left, n, demand), counts[n]), n));
            left.Take(one, TinyClusters.OneInstance(left, one, node));
            counts[node]++;
        }

        return counts;
    }

    private static long Share(FreeResources free, int node, Demand demand) =>
        demand.PerInstance.Gpus > 0 ? free.FreeGpuMilli(node)
        : demand.PerInstance.CpuMilli > 0 ? free.FreeCpuMilli(node)
        : free.FreeMemoryMiB(node);

    private static TrialResources Emptied(FreeResources free) => new(free.Nodes, 1, 1);

    private static int FewestNodes(FreeResources free, Demand demand) =>
        Distributions(free, demand).Select(counts => counts.Count(c => c > 0)).DefaultIfEmpty(int.MaxValue).Min();

    private static IEnumerable<int[]> Distributions(FreeResources free, Demand demand)
    {
        return From(0, demand.Instances).Select(list => list.ToArray());

        IEnumerable<IEnumerable<int>> From(int node, int left)
        {
            if (node == free.NodeCount)
            {
                return left == 0 ? [[]] : [];
            }

            int most = free.CountFit(node, demand, left);
            return Enumerable.Range(0, most + 1)
                .SelectMany(n => From(node + 1, left - n).Select(rest => rest.Prepend(n)));
        }
    }

    private static string Picture(FreeResources free) =>
        string.Join(';', Enumerable.Range(0, free.NodeCount).Select(node =>
            $"{free.FreeCpuMilli(node)} {free.FreeMemoryMiB(node)} "
            + $"{string.Join(',', free.GpuShares(node).ToArray())}"));
}
