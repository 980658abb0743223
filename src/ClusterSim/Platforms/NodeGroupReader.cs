using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Platforms;

/// <summary>Reads the node groups of a YAML platform into single nodes.</summary>
internal sealed class NodeGroupReader
{
    private const int MaxNodes = 1_000_000;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly ImmutableArray<GpuModel> _models;

    public NodeGroupReader(ImmutableArray<GpuModel> models) => _models = models;

    /// <summary>The nodes of all groups read so far.</summary>
    public List<Node> Nodes { get; } = [];

    public void Read(YamlSection group)
    {
        string? name = group.Text("name");
        int? count = group.Value<int>("count", TryPositive, "a whole number of nodes, at least 1");
        int? nodesPerTor = group.Value<int>("nodes_per_tor", TryPositive, "a whole number of nodes, at least 1");
        Node pattern = ReadPattern(group);
        if (name is null)
        {
            group.Report("name", "is missing, expected the name of the node or of the group");
        }
        else if (Nodes.Count + (count ?? 1) > MaxNodes)
        {
            group.Report("count", $"makes more than {MaxNodes} nodes");
        }
        else
        {
            AddNodes(group, name, count, nodesPerTor, pattern);
        }
    }

    private Node ReadPattern(YamlSection group)
    {
        int? cpuMilli = group.Value<int>("cpu", Quantity.TryCpuMilli, "a number of cores, e.g. '96 cores'");
        (int Count, string Model)? gpus =
            group.Value<(int, string)>("gpus", Quantity.TryGpus, "'COUNT x MODEL', e.g. '8 x V100-32GB'");
        (int Count, double Gbps)? nics = group.Value<(int, double)>(
            "nics", Quantity.TryNics, "'COUNT x BANDWIDTH RDMA', e.g. '2 x 100 Gb/s RDMA'");
        Node pattern = new()
        {
            Name = "",
            Role = group.Text("role") ?? "",
            CpuMilli = cpuMilli ?? 0,
            CpuLimited = cpuMilli.HasValue,
            MemoryMiB = group.Value<long>("memory", Quantity.TryMiB, "a size, e.g. '768 GiB'"),
            DiskMiB = group.Value<long>("disk", Quantity.TryMiB, "a size, e.g. '30 TB'"),
            Gpus = gpus?.Count ?? 0,
            GpuModel = gpus?.Model ?? "",
            GpusAreFungible = group.Value<bool>("fungible_gpus", bool.TryParse, "true or false") ?? false,
            RdmaNics = nics?.Count,
            NicGbps = nics?.Gbps ?? 0,
            Tor = group.Text("tor") ?? "",
            Pod = group.Text("pod") ?? "",
            Inside = FabricReader.ReadInside(group),
            BaseWatts = group.Value<double>("base_power", Quantity.TryWatts, "a power, e.g. '1000 W'"),
        };
        CheckModel(group, pattern.GpuModel);
        return pattern;
    }

    private void CheckModel(YamlSection group, string model)
    {
        if (model.Length > 0 && !_models.IsEmpty && !_models.Any(known => known.Name == model))
        {
            string suggestion = Spelling.Suggestion(model, _models.Select(known => known.Name));
            group.Report("gpus", $"found model '{model}', expected one of gpu_models{suggestion}");
        }
    }

    private void AddNodes(YamlSection group, string name, int? count, int? nodesPerTor, Node pattern)
    {
        if (nodesPerTor.HasValue && pattern.Tor.Length > 0)
        {
            group.Report("nodes_per_tor", "stands beside tor, expected only one of them");
        }

        for (int i = 0; i < (count ?? 1); i++)
        {
            string nodeName = count.HasValue ? string.Create(CultureInfo.InvariantCulture, $"{name}-{i}") : name;
            string tor = nodesPerTor is { } size
                ? string.Create(CultureInfo.InvariantCulture, $"{name}-tor-{i / size}")
                : pattern.Tor;
            Nodes.Add(pattern with { Name = nodeName, Tor = tor });
            if (!_names.Add(nodeName))
            {
                group.Report("name", $"makes a second node '{nodeName}', expected unique names");
                return;
            }
        }
    }

    private static bool TryPositive(string text, out int count) => Quantity.TryCount(text, out count) && count > 0;
}
