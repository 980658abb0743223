using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Experiments;

/// <summary>Reads what an experiment changes in the network: <c>off</c>, or a mapping.</summary>
internal static class NetworkReader
{
    private const string Ratio = "a ratio greater than 0, e.g. '4:1' or '4'";

    public static NetworkChoice? Read(SpecPlace place)
    {
        if (place.Node is SpecScalar { Text: NetworkChoice.Off or "platform" } scalar)
        {
            return scalar.Text == NetworkChoice.Off ? new NetworkChoice { Fabric = NetworkChoice.Off } : null;
        }

        Dictionary<string, SpecPlace> members = place.Members(
            "off, platform, or a mapping", "fabric", "over_subscription", "core_over_subscription", "spines", "latency",
            "model", "contention");
        return new NetworkChoice
        {
            Fabric = members.GetValueOrDefault("fabric")?.Text("a network such as 'fat-tree:8x4:2', or off") ?? "",
            OverSubscription = members.GetValueOrDefault("over_subscription")?.Value<double>(TryRatio, Ratio),
            CoreOverSubscription = members.GetValueOrDefault("core_over_subscription")?.Value<double>(TryRatio, Ratio),
            Spines = members.GetValueOrDefault("spines")?.Whole(1, 4096),
            LatencySeconds = members.GetValueOrDefault("latency")
                ?.Value<double>(Quantity.TrySeconds, "a time, e.g. '1 us'"),
            Model = members.TryGetValue("model", out SpecPlace? model) ? ReadModel(model) : "",
            Contention = members.GetValueOrDefault("contention")?.OneOf<LinkContention>() ?? default,
        };
    }

    private static string ReadModel(SpecPlace place)
    {
        if (place.Node is SpecScalar scalar && TransferModel.Named(scalar.Text) is { } model)
        {
            return model.Name;
        }

        place.Expected("one of " + TransferModel.Names);
        return "";
    }

    private static bool TryRatio(string text, out double ratio) =>
        FabricReader.TryRatio(text, out ratio) && ratio > 0;
}
