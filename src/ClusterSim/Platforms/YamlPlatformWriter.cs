using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms.Topology;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Platforms;

/// <summary>Writes a platform as YAML that reads as the same platform.</summary>
internal static class YamlPlatformWriter
{
    /// <summary>What a platform says and YAML has no key for; one sentence each.</summary>
    public static ImmutableArray<string> Losses(Platform platform)
    {
        (Func<Node, bool> Has, string What)[] losses =
        [
            (node => node.Power is not null, "speeds and watts of nodes"),
            (node => node.GpusAreFungible, "that the GPUs of a node are not told apart"),
            (node => (node.RdmaNics is null) != (node.NicGbps == 0), "bandwidth of NICs that are not RDMA"),
        ];
        IEnumerable<string> lost = losses.Where(loss => platform.Nodes.Any(loss.Has)).Select(loss => loss.What);
        IEnumerable<string> routes = platform.Network.Fabric is { Kind: FabricKind.Zones } ? ["links and routes"] : [];
        return [.. lost.Concat(routes).Select(what => "not in the file: " + what)];
    }

    public static void Write(Platform platform, TextWriter writer)
    {
        foreach (string notice in platform.Notices.Concat(Losses(platform)))
        {
            writer.WriteLine("# " + notice.ReplaceLineEndings(" "));
        }

        YamlMappingNode root = new() { { "name", Text(platform.Name) } };
        AddText(root, "source", platform.Source);
        YamlMappingNode models = Models(platform);
        if (models.Children.Count > 0)
        {
            root.Add("gpu_models", models);
        }

        AddNetwork(root, platform.Network);
        root.Add("nodes", new YamlSequenceNode(Groups(platform.Nodes)));
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
    }

    private static YamlMappingNode Models(Platform platform)
    {
        YamlMappingNode models = [];
        IEnumerable<string> unlisted =
            platform.Nodes.Select(node => node.GpuModel).Where(name => name.Length > 0).Distinct();
        IEnumerable<string> names = platform.GpuModels.Select(model => model.Name);
        foreach (string name in platform.GpuModels.IsEmpty ? [] : names.Union(unlisted))
        {
            GpuModel model = platform.Model(name);
            YamlMappingNode keys = [];
            Add(keys, "speed", model.RelativeSpeed, model.RelativeSpeed != 1, "");
            Add(keys, "memory", model.MemoryMiB, model.MemoryMiB > 0, " MiB");
            Add(keys, "idle_power", model.IdleWatts, model.IdleWatts.HasValue, " W");
            Add(keys, "max_power", model.MaxWatts, model.MaxWatts.HasValue, " W");
            Add(keys, "frequency_sensitivity", model.FrequencySensitivity, model.FrequencySensitivity.HasValue, "");
            Add(keys, "dynamic_power", model.DynamicPowerShare, model.DynamicPowerShare.HasValue, "");
            Add(keys, "price", model.PricePerHour, model.PricePerHour.HasValue, " $/h");
            AddText(keys, "source", model.Source);
            models.Add(Text(name), keys);
        }

        return models;
    }

    private static void AddNetwork(YamlMappingNode root, Network network)
    {
        YamlMappingNode keys = [];
        Add(keys, "spine", network.SpineGbps, network.SpineGbps > 0, " Gb/s");
        Add(keys, "cross_node_penalty", network.CrossNodePenalty, network.CrossNodePenalty > 0, "");
        Add(keys, "cross_tor_penalty", network.CrossTorPenalty, network.CrossTorPenalty > 0, "");
        if (network.Fabric is { Kind: not FabricKind.Zones } fabric)
        {
            AddFabric(keys, fabric);
        }

        if (keys.Children.Count > 0)
        {
            root.Add("network", keys);
        }
    }

    private static void AddFabric(YamlMappingNode keys, FabricSpec fabric)
    {
        AddText(keys, "kind", FabricReader.NameOf(fabric.Kind));
        Add(keys, "nodes_per_tor", fabric.NodesPerTor, fabric.NodesPerTor > 0, "");
        Add(keys, "tors_per_pod", fabric.TorsPerPod, fabric.TorsPerPod > 0, "");
        Add(keys, "spines", fabric.Spines, fabric.Spines != 1, "");
        Add(keys, "over_subscription", fabric.OverSubscription, fabric.OverSubscription != 1, "");
        Add(keys, "core_over_subscription", fabric.CoreOverSubscription, fabric.CoreOverSubscription != 1, "");
        AddText(keys, "dimensions", string.Join('x', fabric.Dimensions));
        Add(keys, "link", fabric.LinkGbps, fabric.LinkGbps > 0, " Gb/s");
        Add(keys, "nic", fabric.NicGbps, fabric.NicGbps > 0, " Gb/s");
        Add(keys, "latency", fabric.LatencySeconds, fabric.LatencySeconds > 0, " s");
        AddText(keys, "model", fabric.Transfers == TransferModel.Raw ? "" : fabric.Transfers.Name);
    }

    private static YamlMappingNode Inside(NodeInside inside)
    {
        YamlMappingNode keys = [];
        Add(keys, "nvlink_gpus", inside.IslandGpus, inside.IslandGpus > 0, "");
        Add(keys, "nvlink", inside.NvlinkGbps, inside.NvlinkGbps > 0, " Gb/s");
        Add(keys, "pcie_switch_gpus", inside.SwitchGpus, inside.SwitchGpus > 0, "");
        Add(keys, "pcie", inside.PcieGbps, true, " Gb/s");
        Add(keys, "sockets", inside.Sockets, inside.Sockets > 1, "");
        Add(keys, "socket_link", inside.SocketGbps, inside.SocketGbps > 0, " Gb/s");
        Add(keys, "latency", inside.LatencySeconds, inside.LatencySeconds > 0, " s");
        return keys;
    }

    // Neighbours that differ in nothing but the numbers NAME-0, NAME-1, ... become one group, as the reader expands it.
    private static IEnumerable<YamlNode> Groups(ImmutableArray<Node> nodes)
    {
        int first = 0;
        while (first < nodes.Length)
        {
            Node node = nodes[first];
            string? name = node.Name.EndsWith("-0", StringComparison.Ordinal) ? node.Name[..^2] : null;
            int count = 1;
            while (name is { Length: > 0 } && first + count < nodes.Length
                && nodes[first + count] is var next
                && next == node with { Name = Numbered(name, count), Power = next.Power })
            {
                count++;
            }

            bool isGroup = name is { Length: > 0 } && count > 1;
            yield return Group(node, isGroup ? name! : node.Name, isGroup ? count : null);
            first += count;
        }
    }

    private static string Numbered(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");

    private static YamlMappingNode Group(Node node, string name, int? count)
    {
        YamlMappingNode keys = new() { { "name", Text(name) } };
        Add(keys, "count", count, count.HasValue, "");
        AddText(keys, "role", node.Role);
        Add(keys, "cpu", node.CpuMilli / 1000m, node.CpuLimited && node.CpuMilli % 1000 == 0, " cores");
        Add(keys, "cpu", node.CpuMilli, node.CpuLimited && node.CpuMilli % 1000 != 0, " milli-cores");
        Add(keys, "memory", node.MemoryMiB, node.MemoryMiB.HasValue, " MiB");
        Add(keys, "disk", node.DiskMiB, node.DiskMiB.HasValue, " MiB");
        Add(keys, "gpus", node.Gpus, node.Gpus > 0, node.GpuModel.Length > 0 ? " x " + node.GpuModel : "");
        if (node is { RdmaNics: { } nics, NicGbps: > 0 and var gbps })
        {
            keys.Add("nics", Text(string.Create(CultureInfo.InvariantCulture, $"{nics} x {Decimal(gbps)} Gb/s RDMA")));
        }

        AddText(keys, "tor", node.Tor);
        AddText(keys, "pod", node.Pod);
        if (node.Inside is { } inside)
        {
            keys.Add("inside", Inside(inside));
        }

        Add(keys, "base_power", node.BaseWatts, node.BaseWatts.HasValue, " W");
        return keys;
    }

    private static void Add<T>(YamlMappingNode keys, string key, T value, bool isGiven, string unit)
    {
        if (isGiven)
        {
            decimal number =
                value is double real ? Decimal(real) : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
            keys.Add(key, new YamlScalarNode(number.ToString(CultureInfo.InvariantCulture) + unit));
        }
    }

    // Quantities are written without an exponent, and with all digits that it takes to read the same number.
    private static decimal Decimal(double value) => decimal.Parse(
        value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static void AddText(YamlMappingNode keys, string key, string text)
    {
        if (text.Length > 0)
        {
            keys.Add(key, Text(text));
        }
    }

    private static YamlScalarNode Text(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };
}
