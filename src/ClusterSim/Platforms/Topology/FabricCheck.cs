using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms.Topology;

/// <summary>What is wrong with a network, given the nodes under it.</summary>
internal static class FabricCheck
{
    private const int MostRouters = 4096;

    /// <summary>All problems with the key of the YAML form that each concerns.</summary>
    public static IEnumerable<(string Key, string Message)> Problems(ImmutableArray<Node> nodes, FabricSpec spec)
    {
        if (spec.Kind == FabricKind.Zones)
        {
            yield break;
        }

        foreach ((string key, double value) in new[]
        {
            ("over_subscription", spec.OverSubscription), ("core_over_subscription", spec.CoreOverSubscription),
        })
        {
            if (!(value > 0 && double.IsFinite(value)))
            {
                yield return (key, Text($"found {value}, expected a number greater than 0"));
            }
        }

        if (spec.Spines < 1)
        {
            yield return ("spines", Text($"found {spec.Spines}, expected at least 1"));
        }

        if (spec.NicGbps <= 0 && nodes.FirstOrDefault(node => node is not { RdmaNics: > 0, NicGbps: > 0 }) is { } bare)
        {
            yield return ("nic", $"is missing, and node '{bare.Name}' describes no NIC, expected one of the two");
        }

        foreach ((string, string) problem in Dimensions(nodes.Length, spec))
        {
            yield return problem;
        }
    }

    private static IEnumerable<(string Key, string Message)> Dimensions(int nodes, FabricSpec spec)
    {
        (int least, int most, string form) = spec.Kind switch
        {
            FabricKind.Dragonfly => (3, 3, "'GROUPSxROUTERSxNODES', e.g. '4x4x2'"),
            FabricKind.Torus => (1, 6, "nodes along each of up to six dimensions, each at least 2, e.g. '4x4x4'"),
            _ => (0, 0, "no dimensions for this kind"),
        };
        long product = 1;
        foreach (int size in spec.Dimensions)
        {
            product = Math.Min(product * size, int.MaxValue);
        }

        string found = spec.Dimensions.IsEmpty ? "nothing" : $"'{string.Join('x', spec.Dimensions)}'";
        int smallest = spec.Kind == FabricKind.Torus ? 2 : 1;
        if (spec.Dimensions.Length < least || spec.Dimensions.Length > most
            || spec.Dimensions.Any(size => size < smallest))
        {
            yield return ("dimensions", $"found {found}, expected {form}");
        }
        else if (least > 0 && product < nodes)
        {
            yield return ("dimensions", Text($"found {found}, which is room for {product} of {nodes} nodes"));
        }
        else if (spec.Kind == FabricKind.Dragonfly && spec.Dimensions[0] * (long)spec.Dimensions[1] > MostRouters)
        {
            yield return ("dimensions", Text($"found {found}, expected at most {MostRouters} routers"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
