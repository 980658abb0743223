using System.Collections.Immutable;
using ClusterSim.Platforms;

namespace ClusterSim.Scheduling.Policies.Sia;

/// <summary>The nodes that are alike: as many GPUs of the same model.</summary>
/// <param name="Model">The model.</param>
/// <param name="NodeGpus">GPUs of a node.</param>
/// <param name="Nodes">Indices of the nodes, ascending.</param>
internal sealed record GpuType(string Model, int NodeGpus, ImmutableArray<int> Nodes)
{
    /// <summary>The types of a platform, in order of their first nodes.</summary>
    public static ImmutableArray<GpuType> Of(Platform platform) =>
    [
        .. platform.Nodes.Select((node, index) => (Node: node, Index: index))
            .Where(item => item.Node.Gpus > 0)
            .GroupBy(item => (item.Node.GpuModel, item.Node.Gpus))
            .Select(group => new GpuType(group.Key.GpuModel, group.Key.Gpus, [.. group.Select(item => item.Index)])),
    ];

    /// <summary>
    /// The configurations of all types: 1, 2, 4 and so on up to a whole node, then two whole nodes and more (Jayaram
    /// Subramanya et al., "Sia", SOSP 2023, section 3.3), so that no part of a node is ever split over two.
    /// </summary>
    public static ImmutableArray<SiaConfiguration> Configurations(ImmutableArray<GpuType> types)
    {
        var all = ImmutableArray.CreateBuilder<SiaConfiguration>();
        for (int type = 0; type < types.Length; type++)
        {
            for (int gpus = 1; gpus < types[type].NodeGpus; gpus *= 2)
            {
                all.Add(new SiaConfiguration(type, 1, gpus));
            }

            for (int nodes = 1; nodes <= types[type].Nodes.Length; nodes++)
            {
                all.Add(new SiaConfiguration(type, nodes, nodes * types[type].NodeGpus));
            }
        }

        return all.ToImmutable();
    }
}
