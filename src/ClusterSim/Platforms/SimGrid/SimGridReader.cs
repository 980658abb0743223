using System.Collections.Immutable;
using System.Xml;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>
/// Reads a platform of SimGrid or Batsim (XML, versions 3 to 4.1 of SimGrid's DTD). Hosts become nodes; the rest is
/// kept as far as the model has a place for it and noted otherwise.
/// </summary>
internal sealed class SimGridReader
{
    private static readonly ImmutableArray<string> _versions = ["3", "4", "4.0", "4.1"];

    private static readonly Dictionary<string, string> _withoutPlace = new(StringComparer.Ordinal)
    {
        ["route"] = "routes between single hosts",
        ["bypassRoute"] = "bypass routes",
        ["bypassZoneRoute"] = "bypass routes",
        ["bypassASroute"] = "bypass routes",
        ["zoneRoute"] = "routes between zones, except that their least bandwidth is that of the spine",
        ["ASroute"] = "routes between zones, except that their least bandwidth is that of the spine",
        ["config"] = "settings of SimGrid",
        ["cabinet"] = "cabinets, except for their hosts, which hang on the switch of the zone",
        ["trace"] = "availability profiles",
        ["trace_connect"] = "availability profiles",
        ["storage"] = "storage",
        ["storage_type"] = "storage",
        ["mount"] = "storage",
        ["disk"] = "disks",
        ["process"] = "deployed processes",
        ["actor"] = "deployed processes",
        ["random"] = "random generators",
    };

    private static readonly ImmutableArray<string> _silent =
        ["platform", "zone", "AS", "prop", "link", "host", "peer", "cluster", "host_link", "router", "backbone",
            "link_ctn", "argument", "model_prop"];

    // The attributes that the model has a place for, or that only say how elements belong together.
    private static readonly Dictionary<string, string[]> _used = new(StringComparer.Ordinal)
    {
        ["zone"] = ["id", "routing"],
        ["AS"] = ["id", "routing"],
        ["host"] = ["id", "speed", "power", "core", "pstate"],
        ["peer"] = ["id", "speed", "power", "core", "pstate", "bw_out"],
        ["cluster"] = ["id", "prefix", "suffix", "radical", "speed", "power", "core", "pstate", "bw"],
        ["cabinet"] = ["id", "prefix", "suffix", "radical", "speed", "power", "core", "pstate", "bw"],
        ["link"] = ["id", "bandwidth"],
        ["backbone"] = ["id"],
        ["host_link"] = ["id", "up"],
    };

    // What is in the model where the routes of a description are.
    private static readonly ImmutableArray<string> _ofNetwork =
    [
        "route", "zoneRoute", "ASroute", "cabinet", "latency", "lat", "sharing_policy", "bb_bw", "bb_lat",
        "bb_sharing_policy", "limiter_link", "topology", "topo_parameters", "bandwidth", "down",
    ];

    private readonly List<PlatformProblem> _problems = [];
    private readonly SimGridNotices _notices = new();
    private readonly Stack<SimGridElement> _open = new();
    private readonly SimGridHosts _hosts;
    private readonly SimGridLinks _links;
    private readonly SimGridZones _zones;

    private SimGridReader()
    {
        _hosts = new SimGridHosts(_notices);
        _links = new SimGridLinks(_hosts);
        _zones = new SimGridZones(_notices);
    }

    /// <summary>Whether the text is XML; no other platform begins with an angle bracket.</summary>
    public static bool Recognises(string text) => text.AsSpan().TrimStart().StartsWith("<");

    public static Platform Read(PlatformFile file)
    {
        SimGridReader reader = new();
        reader.ReadElements(file.Text);
        return reader.Finish(file);
    }

    private Platform Finish(PlatformFile file)
    {
        ImmutableArray<Node> nodes = _hosts.Nodes;
        FabricSpec? fabric = _problems.Count == 0 ? _zones.Fabric(nodes) : null;
        if (nodes.IsEmpty && _problems.Count == 0)
        {
            _problems.Add(new PlatformProblem("", "found no host that runs jobs, expected at least one", 1, 1));
        }

        return _problems.Count > 0
            ? throw new PlatformException(file.Path, [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)])
            : new Platform
            {
                Name = file.Name,
                Nodes = nodes,
                Network = new Network { SpineGbps = _links.SpineGbps, Fabric = fabric },
                Source = "SimGrid platform " + Path.GetFileName(file.Path),
                Checksum = file.Checksum,
                Notices =
                    [.. _notices.Sentences(fabric is not null).Select(sentence => "not in the model: " + sentence)],
            };
    }

    private void ReadElements(string text)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        try
        {
            using XmlReader xml = XmlReader.Create(new StringReader(WithoutDeclaration(text)), settings);
            while (xml.Read())
            {
                ReadNode(xml);
            }
        }
        catch (XmlException e)
        {
            string message = e.Message.ReplaceLineEndings(" ");
            _problems.Add(new PlatformProblem("", $"not valid XML: {message}", e.LineNumber, e.LinePosition));
        }
    }

    // XML allows nothing before its declaration, but some platforms begin with an empty line. The declaration says
    // nothing that is still of use; with blanks in its place all positions stay as they are.
    private static string WithoutDeclaration(string text)
    {
        int begin = text.IndexOf('<', StringComparison.Ordinal);
        int end = text.IndexOf("?>", StringComparison.Ordinal) + 2;
        return end > begin && text.AsSpan(begin).StartsWith("<?xml ")
            ? string.Concat(text.AsSpan(0, begin), new string(' ', end - begin), text.AsSpan(end))
            : text;
    }

    private void ReadNode(XmlReader xml)
    {
        if (xml.NodeType == XmlNodeType.Element)
        {
            bool empty = xml.IsEmptyElement;
            SimGridElement element = SimGridElement.Of(xml, _problems);
            Begin(element);
            _open.Push(element);
            if (empty)
            {
                End(_open.Pop());
            }
        }
        else if (xml.NodeType == XmlNodeType.EndElement)
        {
            End(_open.Pop());
        }
    }

    private void Begin(SimGridElement element)
    {
        if (_open.Count == 0)
        {
            CheckRoot(element);
        }
        else if (_withoutPlace.TryGetValue(element.Name, out string? what))
        {
            if (_ofNetwork.Contains(element.Name))
            {
                _notices.AddOfNetwork(element, what);
            }
            else
            {
                _notices.Add(element, what);
            }
        }
        else if (!_silent.Contains(element.Name))
        {
            string suggestion = Spelling.Suggestion(element.Name, _silent.Concat(_withoutPlace.Keys));
            element.Report("", $"is no element of a SimGrid platform{suggestion}");
        }
    }

    private static void CheckRoot(SimGridElement root)
    {
        if (root.Name != "platform")
        {
            root.Report("", "found this element first, expected 'platform'");
        }
        else if (root.Required("version", "the version of the DTD, e.g. '4.1'") is { } version
            && !_versions.Contains(version))
        {
            string expected = $"expected one of {string.Join(", ", _versions)} (simgrid_update_xml converts others)";
            root.Report("version", $"found '{version}', {expected}");
        }
    }

    private void End(SimGridElement element)
    {
        NoteUnused(element);
        switch (element.Name)
        {
            case "prop" when element.Required("id", "the name of the property") is { } name
                && element.Required("value", "a value") is not null:
                AddProperty(name, element);
                break;
            case "host" or "peer":
                _hosts.AddHost(element, Zone());
                _zones.AddHost(element.Id);
                break;
            case "cluster":
                _zones.AddCluster(element, _hosts.AddCluster(element, element.Id));
                break;
            case "cabinet":
                _zones.AddCabinet(element, _hosts.AddCluster(element, Zone()));
                break;
            default:
                EndOfNetwork(element);
                break;
        }
    }

    private void EndOfNetwork(SimGridElement element)
    {
        switch (element.Name)
        {
            case "link":
                _links.AddLink(element);
                _zones.AddLink(element);
                break;
            case "backbone":
                _links.AddLink(element);
                _zones.AddBackbone(element);
                break;
            case "host_link":
                _links.AddHostLink(element);
                _zones.AddHostLink(element);
                break;
            case "link_ctn":
                _links.AddUse(element, _open.TryPeek(out SimGridElement? route) ? route.Name : "");
                _zones.AddUse(element);
                break;
            case "route" or "zoneRoute" or "ASroute":
                _zones.EndRoute(element);
                break;
            case "zone" or "AS":
                _zones.EndZone(element);
                break;
        }
    }

    private void AddProperty(string name, SimGridElement property)
    {
        if (!_open.TryPeek(out SimGridElement? owner))
        {
            return;
        }

        owner.Properties.TryAdd(name, property);
        if (owner.Name is not ("host" or "peer" or "cluster" or "cabinet" or "config"))
        {
            _notices.Add(property, $"property '{name}' of {owner.Name}");
        }
    }

    private void NoteUnused(SimGridElement element)
    {
        if (_used.TryGetValue(element.Name, out string[]? used))
        {
            foreach (string attribute in element.Attributes.Except(used))
            {
                string what = $"attribute '{attribute}' of {element.Name}";
                if (_ofNetwork.Contains(attribute))
                {
                    _notices.AddOfNetwork(element, what);
                }
                else
                {
                    _notices.Add(element, what);
                }
            }
        }
    }

    private string Zone() => _open.FirstOrDefault(element => element.Name is "zone" or "AS")?.Id ?? "";
}
