using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>The hosts of a description; all but Batsim's master and storage hosts become nodes.</summary>
internal sealed partial class SimGridHosts(SimGridNotices notices)
{
    private const int MaxNodes = 1_000_000;

    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lineOfName = new(StringComparer.Ordinal);
    private readonly SimGridPower _power = new(notices);

    /// <summary>The nodes in Batsim's order: by name, character by character (h0, h1, h10, h2).</summary>
    public ImmutableArray<Node> Nodes => [.. _nodes.Values.OrderBy(node => node.Name, StringComparer.Ordinal)];

    /// <summary>A <c>host</c>, or a <c>peer</c>, which is a host with a link of its own.</summary>
    public void AddHost(SimGridElement host, string zone)
    {
        Node pattern = Pattern(host, zone);
        double? gbps = host.Value<double>("bw_out", SimGridQuantity.TryGbps, SimGridLinks.BandwidthForm);
        if (host.Required("id", "the name of the host") is { } name)
        {
            AddNode(host, "id", pattern with { Name = name, NicGbps = gbps ?? 0 });
        }
    }

    /// <summary>A <c>cluster</c> or <c>cabinet</c>: hosts with numbered names.</summary>
    /// <returns>Their names; none when there is a problem.</returns>
    public IReadOnlyList<string> AddCluster(SimGridElement cluster, string zone)
    {
        Node pattern = Pattern(cluster, zone);
        string? prefix = cluster.Required("prefix", "the beginning of the hosts' names");
        string? suffix = cluster.Required("suffix", "the end of the hosts' names");
        double? gbps = cluster.Value<double>("bw", SimGridQuantity.TryGbps, SimGridLinks.BandwidthForm);
        if (cluster.Required("radical", SimGridRadical.Form) is not { } radical)
        {
            return [];
        }

        if (!SimGridRadical.TryParse(radical, out List<(int First, int Last)> ranges))
        {
            cluster.Report("radical", $"found '{radical}', expected {SimGridRadical.Form}");
        }
        else if (_nodes.Count + SimGridRadical.Count(ranges) > MaxNodes)
        {
            cluster.Report("radical", $"makes more than {MaxNodes} hosts");
        }
        else
        {
            return AddNumbered(
                cluster, pattern with { NicGbps = gbps ?? 0 }, number => prefix + number + suffix, ranges);
        }

        return [];
    }

    /// <summary>Gives a host the bandwidth of its link.</summary>
    /// <returns><c>false</c> when there is no host of that name.</returns>
    public bool SetBandwidth(string name, double gbps)
    {
        if (_nodes.TryGetValue(name, out Node? node))
        {
            _nodes[name] = node with { NicGbps = gbps };
        }

        return _lineOfName.ContainsKey(name);
    }

    private List<string> AddNumbered(
        SimGridElement cluster, Node pattern, Func<string, string> nameOf, List<(int First, int Last)> ranges)
    {
        int perSwitch = SimGridTopology.HostsPerSwitch(cluster);
        int index = 0;
        List<string> names = [];
        foreach ((int first, int last) in ranges)
        {
            for (int number = first; number <= last; number++, index++)
            {
                string name = nameOf(number.ToString(CultureInfo.InvariantCulture));
                string tor = perSwitch == 0
                    ? pattern.Tor
                    : string.Create(CultureInfo.InvariantCulture, $"{pattern.Tor}-switch-{index / perSwitch}");
                if (!AddNode(cluster, "radical", pattern with { Name = name, Tor = tor }))
                {
                    return [];
                }

                names.Add(name);
            }
        }

        return names;
    }

    private bool AddNode(SimGridElement element, string attribute, Node node)
    {
        if (!_lineOfName.TryAdd(node.Name, element.Line))
        {
            element.Report(attribute,
                $"makes a second host '{node.Name}' (first on line {_lineOfName[node.Name]}), expected unique names");
            return false;
        }

        string role = element.Properties.GetValueOrDefault("role")?.Text("value") ?? "";
        if (role == "master" || (role.Length == 0 && Master().IsMatch(node.Name)))
        {
            notices.Add(element, $"host '{node.Name}', Batsim's master, which runs no jobs");
        }
        else if (role == "storage")
        {
            notices.Add(element, $"host '{node.Name}', a storage host, which runs no jobs");
        }
        else
        {
            _nodes.Add(node.Name, node);
        }

        return true;
    }

    private Node Pattern(SimGridElement element, string zone)
    {
        int? cores = element.Value<int>("core", TryCores, "a number of cores, at least 1");
        foreach ((string name, SimGridElement property) in element.Properties)
        {
            if (name != "role" && !SimGridPower.Properties.Contains(name))
            {
                notices.Add(property, $"property '{name}' of {element.Name}");
            }
        }

        return new Node { Name = "", CpuMilli = (cores ?? 1) * 1000, Tor = zone, Power = _power.Of(element) };
    }

    private static bool TryCores(string text, out int cores) =>
        Quantity.TryCount(text, out cores) && cores is >= 1 and <= int.MaxValue / 1000;

    // A cluster of one host appends its number to the name.
    [GeneratedRegex("^master_host[0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Master();
}
