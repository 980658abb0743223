using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms.Topology;

/// <summary>Reads the network above the nodes, and the inside of a node, from YAML.</summary>
internal static class FabricReader
{
    private static readonly Dictionary<string, FabricKind> Kinds = new(StringComparer.Ordinal)
    {
        ["fat-tree"] = FabricKind.FatTree, ["rail-optimised"] = FabricKind.RailOptimised,
        ["dragonfly"] = FabricKind.Dragonfly, ["torus"] = FabricKind.Torus,
    };

    /// <summary>The name of a kind as YAML has it.</summary>
    public static string NameOf(FabricKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    /// <summary>The kind of a name.</summary>
    public static bool TryKind(string text, out FabricKind kind) => Kinds.TryGetValue(text, out kind);

    /// <summary>The network; <c>null</c> when the section has no <c>kind</c>.</summary>
    public static FabricSpec? Read(YamlSection section)
    {
        FabricKind? kind = section.Value<FabricKind>("kind", TryKind, $"one of {string.Join(", ", Kinds.Keys)}");
        FabricSpec spec = new()
        {
            Kind = kind ?? FabricKind.FatTree,
            NodesPerTor = section.Value<int>("nodes_per_tor", Quantity.TryCount, "a whole number of nodes") ?? 0,
            TorsPerPod = section.Value<int>("tors_per_pod", Quantity.TryCount, "a whole number of switches") ?? 0,
            Spines = section.Value<int>("spines", Quantity.TryCount, "a whole number of switches, at least 1") ?? 1,
            OverSubscription = section.Value<double>("over_subscription", TryRatio, "a ratio, e.g. '2:1' or '2'") ?? 1,
            CoreOverSubscription =
                section.Value<double>("core_over_subscription", TryRatio, "a ratio, e.g. '2:1' or '2'") ?? 1,
            Dimensions = section.Value<ImmutableArray<int>>("dimensions", TrySizes, "sizes, e.g. '4x4x2'") ?? [],
            LinkGbps = section.Value<double>("link", Quantity.TryGbps, "a bandwidth, e.g. '200 Gb/s'") ?? 0,
            NicGbps = section.Value<double>("nic", Quantity.TryGbps, "a bandwidth, e.g. '100 Gb/s'") ?? 0,
            LatencySeconds = section.Value<double>("latency", Quantity.TrySeconds, "a time, e.g. '1 us'") ?? 0,
            Transfers = Model(section),
        };
        return section.Has("kind") ? spec : null;
    }

    /// <summary>The inside of the nodes of a group; <c>null</c> when it has none.</summary>
    public static NodeInside? ReadInside(YamlSection group)
    {
        if (group.Section("inside") is not { } section)
        {
            return null;
        }

        const string bandwidth = "a bandwidth of one direction, e.g. '32 GB/s'";
        NodeInside inside = new()
        {
            IslandGpus = section.Value<int>("nvlink_gpus", Quantity.TryCount, "GPUs of an island") ?? 0,
            NvlinkGbps = section.Value<double>("nvlink", Quantity.TryGbps, bandwidth) ?? 0,
            SwitchGpus = section.Value<int>("pcie_switch_gpus", Quantity.TryCount, "GPUs of a PCIe switch") ?? 0,
            PcieGbps = section.Value<double>("pcie", Quantity.TryGbps, bandwidth) ?? 0,
            Sockets = section.Value<int>("sockets", TryPositive, "a whole number of sockets, at least 1") ?? 1,
            SocketGbps = section.Value<double>("socket_link", Quantity.TryGbps, bandwidth) ?? 0,
            LatencySeconds = section.Value<double>("latency", Quantity.TrySeconds, "a time, e.g. '1 us'") ?? 0,
        };
        Require(section, "pcie", inside.PcieGbps > 0);
        Require(section, "nvlink", inside.NvlinkGbps > 0 || inside.IslandGpus == 0);
        section.End();
        return inside;
    }

    /// <summary>Sizes joined by <c>x</c>.</summary>
    public static bool TrySizes(string text, out ImmutableArray<int> sizes)
    {
        var read = ImmutableArray.CreateBuilder<int>();
        foreach (string part in text.Split('x'))
        {
            if (!Quantity.TryCount(part.Trim(), out int size))
            {
                sizes = [];
                return false;
            }

            read.Add(size);
        }

        sizes = read.ToImmutable();
        return true;
    }

    private static void Require(YamlSection section, string key, bool holds)
    {
        if (!holds && !section.Has(key))
        {
            section.Report(key, "is missing, expected a bandwidth of one direction, e.g. '32 GB/s'");
        }
        else if (!holds)
        {
            section.Report(key, "expected a bandwidth greater than 0");
        }
    }

    private static TransferModel Model(YamlSection section)
    {
        if (section.Text("model") is not { } name)
        {
            return TransferModel.Raw;
        }

        if (TransferModel.Named(name) is { } model)
        {
            return model;
        }

        section.Report("model", $"found '{name}', expected one of {TransferModel.Names}");
        return TransferModel.Raw;
    }

    /// <summary>A ratio, with or without <c>:1</c> at its end.</summary>
    public static bool TryRatio(string text, out double ratio)
    {
        string number = text.EndsWith(":1", StringComparison.Ordinal) ? text[..^2] : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out ratio);
    }

    private static bool TryPositive(string text, out int count) => Quantity.TryCount(text, out count) && count > 0;
}
