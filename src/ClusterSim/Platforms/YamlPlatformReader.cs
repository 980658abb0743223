using System.Collections.Immutable;
using ClusterSim.Platforms.Topology;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Platforms;

/// <summary>Reads a platform from YAML and reports all its problems at once.</summary>
internal sealed class YamlPlatformReader
{
    private const string ShareForm = "a share from 0 to below 1, e.g. '15 %' or '0.15'";
    private const string PartForm = "a share from 0 to 1, e.g. '55 %' or '0.55'";

    private readonly List<PlatformProblem> _problems = [];
    private readonly List<string> _sources = [];

    public static Platform Read(PlatformFile file)
    {
        YamlPlatformReader reader = new();
        Platform? platform = reader.Root(file) is { } root ? reader.ReadPlatform(root, file) : null;
        return reader._problems.Count == 0 && platform is not null
            ? platform
            : throw new PlatformException(file.Path, [.. reader._problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    private YamlSection? Root(PlatformFile file)
    {
        try
        {
            YamlDepth.Check(file.Text);
            YamlStream stream = [];
            stream.Load(new StringReader(file.Text));
            if (stream.Documents is [{ RootNode: YamlMappingNode mapping }])
            {
                return new YamlSection(mapping, "", _problems);
            }

            string found = stream.Documents.Count > 1 ? $"{stream.Documents.Count} documents" : "something else";
            string message = $"found {found}, expected one YAML mapping with the keys name and nodes";
            _problems.Add(new PlatformProblem("", message, 1, 1));
        }
        catch (YamlException e)
        {
            string message = $"not valid YAML: {e.InnerException?.Message ?? e.Message}";
            _problems.Add(new PlatformProblem("", message, (int)e.Start.Line, (int)e.Start.Column));
        }

        return null;
    }

    private Platform ReadPlatform(YamlSection root, PlatformFile file)
    {
        string name = root.Text("name") ?? file.Name;
        ImmutableArray<GpuModel> models = ReadModels(root);
        YamlSection? section = root.Section("network");
        Network network = section is null ? new Network() : ReadNetwork(section);
        NodeGroupReader groups = new(models);
        foreach (YamlSection group in root.List("nodes"))
        {
            groups.Read(group);
            AddSource("", group.Source());
            group.End();
        }

        if (network.Fabric is { } fabric && groups.Nodes.Count > 0)
        {
            foreach ((string key, string message) in FabricCheck.Problems([.. groups.Nodes], fabric))
            {
                section!.Report(key, message);
            }
        }

        if (groups.Nodes.Count == 0 && _problems.Count == 0)
        {
            root.Report("nodes", "found no nodes, expected a list with at least one node group");
        }

        _sources.Insert(0, root.Source());
        root.End();
        return new Platform
        {
            Name = name,
            Nodes = [.. groups.Nodes],
            GpuModels = models,
            Network = network,
            Source = string.Join("; ", _sources.Where(source => source.Length > 0).Distinct()),
            Checksum = file.Checksum,
        };
    }

    private Network ReadNetwork(YamlSection section)
    {
        double spine = section.Value<double>("spine", Quantity.TryGbps, "a bandwidth, e.g. '400 Gb/s'") ?? 0;
        double crossNode = section.Value<double>("cross_node_penalty", TryPenalty, ShareForm) ?? 0;
        double crossTor = section.Value<double>("cross_tor_penalty", TryPenalty, ShareForm) ?? crossNode;
        if (crossTor < crossNode)
        {
            section.Report("cross_tor_penalty",
                "is smaller than cross_node_penalty; leaving the rack cannot cost less than leaving the node");
        }

        FabricSpec? fabric = FabricReader.Read(section);
        AddSource("network: ", section.Source());
        section.End();
        return new Network
        {
            SpineGbps = spine, CrossNodePenalty = crossNode, CrossTorPenalty = crossTor, Fabric = fabric,
        };
    }

    private ImmutableArray<GpuModel> ReadModels(YamlSection root) =>
        [.. root.Map("gpu_models").Select(pair => ReadModel(pair.Name, pair.Section))];

    private GpuModel ReadModel(string name, YamlSection section)
    {
        GpuModel model = new()
        {
            Name = name,
            RelativeSpeed = section.Value<double>("speed", TrySpeed, "a factor greater than 0, e.g. '1.5'") ?? 1,
            MemoryMiB = section.Value<long>("memory", Quantity.TryMiB, "a size, e.g. '32 GiB'") ?? 0,
            IdleWatts = section.Value<double>("idle_power", Quantity.TryWatts, "a power, e.g. '35 W'"),
            MaxWatts = section.Value<double>("max_power", Quantity.TryWatts, "a power, e.g. '300 W'"),
            FrequencySensitivity = section.Value<double>("frequency_sensitivity", TryPart, PartForm),
            DynamicPowerShare = section.Value<double>("dynamic_power", TryPart, PartForm),
            PricePerHour = section.Value<double>("price", Quantity.TryPrice, "a price, e.g. '3.06 $/h'"),
            Source = section.Source(),
        };
        if (model.IdleWatts > model.MaxWatts)
        {
            section.Report("idle_power", $"{model.IdleWatts} W is more than max_power ({model.MaxWatts} W)");
        }

        AddSource(name + ": ", model.Source);
        section.End();
        return model;
    }

    private void AddSource(string prefix, string source)
    {
        if (source.Length > 0)
        {
            _sources.Add(prefix + source);
        }
    }

    private static bool TryPenalty(string text, out double share) => Quantity.TryShare(text, out share) && share < 1;

    private static bool TryPart(string text, out double share) => Quantity.TryShare(text, out share) && share <= 1;

    private static bool TrySpeed(string text, out double speed) => Quantity.TryFactor(text, out speed) && speed > 0;
}
