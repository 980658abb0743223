using System.Collections.Immutable;
using System.Numerics;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>Makes placements smaller.</summary>
internal static class PlacementCut
{
    /// <summary>
    /// A placement with the first <paramref name="instances"/> instances of another, from the nodes that host most of
    /// them.
    /// </summary>
    public static Placement Of(Placement placement, int instances, int gpusPerInstance)
    {
        var byNode = placement.Slices.GroupBy(slice => slice.Node)
            .OrderByDescending(group => group.Sum(slice => slice.Instances));
        var kept = ImmutableArray.CreateBuilder<PlacementSlice>();
        foreach (PlacementSlice slice in byNode.SelectMany(group => group))
        {
            int take = Math.Min(slice.Instances, instances);
            if (take > 0)
            {
                kept.Add(slice with { Instances = take, GpuMask = LowestBits(slice.GpuMask, take * gpusPerInstance) });
                instances -= take;
            }
        }

        return new Placement(kept.ToImmutable());
    }

    private static ulong LowestBits(ulong mask, int count)
    {
        ulong kept = 0;
        for (; count > 0 && mask != 0; count--)
        {
            ulong lowest = 1UL << BitOperations.TrailingZeroCount(mask);
            kept |= lowest;
            mask ^= lowest;
        }

        return kept;
    }
}
