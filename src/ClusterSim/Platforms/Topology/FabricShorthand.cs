using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms.Topology;

/// <summary>
/// Networks that are said in a word after the nodes: <c>fat-tree:8x4:2</c> (nodes of a ToR, ToR switches of a pod,
/// over-subscription), <c>rail-optimised:8</c>, <c>dragonfly:4x4x2</c>, <c>torus:4x4x4</c>.
/// </summary>
internal static class FabricShorthand
{
    // One EDR InfiniBand port.
    private const double NicGbps = 100;

    /// <summary>The platform with the network.</summary>
    /// <exception cref="PlatformException">The text is no network, or does not fit the nodes.</exception>
    public static Platform Add(Platform platform, string text)
    {
        string[] parts = text.Split(':');
        ImmutableArray<int> sizes = [];
        double ratio = 1;
        bool valid = FabricReader.TryKind(parts[0], out FabricKind kind) & parts.Length <= 3
            && (parts.Length < 2 || FabricReader.TrySizes(parts[1], out sizes))
            && (parts.Length < 3 || double.TryParse(
                parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out ratio));
        bool hasDimensions = kind is FabricKind.Dragonfly or FabricKind.Torus;
        int most = hasDimensions ? 6 : kind == FabricKind.FatTree ? 2 : 1;
        if (!valid || sizes.Length > most)
        {
            throw new PlatformException(
                $"platform '{platform.Name}': found network '{text}', expected {PlatformShorthand.Forms}.");
        }

        FabricSpec fabric = new()
        {
            Kind = kind, NicGbps = NicGbps, OverSubscription = ratio, CoreOverSubscription = ratio,
            Dimensions = hasDimensions ? sizes : [],
            NodesPerTor = hasDimensions || sizes.IsEmpty ? 0 : sizes[0],
            TorsPerPod = hasDimensions || sizes.Length < 2 ? 0 : sizes[1],
        };
        Platform whole = platform with
        {
            Network = platform.Network with { Fabric = fabric },
            Notices = [.. platform.Notices, "assumed: one NIC of 100 Gb/s a node (InfiniBand EDR)"],
        };
        NetworkTopology.Of(whole);
        return whole;
    }
}
