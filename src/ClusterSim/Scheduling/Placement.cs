using System.Collections.Immutable;

namespace ClusterSim.Scheduling;

/// <summary>
/// A proposal of nodes and devices for a whole gang. Immutable; it holds nothing until a plan starts a job on it.
/// </summary>
public sealed class Placement
{
    /// <summary>A placement of the given slices, in the order in which they were chosen.</summary>
    /// <param name="slices">The slices; those of one node must be neighbours.</param>
    public Placement(ImmutableArray<PlacementSlice> slices)
    {
        Slices = slices;
        for (int i = 0; i < slices.Length; i++)
        {
            Instances += slices[i].Instances;
            NodeCount += i == 0 || slices[i].Node != slices[i - 1].Node ? 1 : 0;
        }
    }

    /// <summary>The slices; several neighbours may lie on one node.</summary>
    public ImmutableArray<PlacementSlice> Slices { get; }

    /// <summary>Instances over all slices.</summary>
    public int Instances { get; }

    /// <summary>Number of different nodes.</summary>
    public int NodeCount { get; }
}
