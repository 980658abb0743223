namespace ClusterSim.Platforms.SimGrid;

/// <summary>The links of a description, and which of them the model has a place for.</summary>
internal sealed class SimGridLinks(SimGridHosts hosts)
{
    public const string BandwidthForm = "a bandwidth greater than 0, e.g. '125MBps' or '10Gbps'";

    private readonly Dictionary<string, double> _gbpsOfLink = new(StringComparer.Ordinal);

    /// <summary>The smallest bandwidth on a route between zones in Gb/s; 0 when there is none.</summary>
    public double SpineGbps { get; private set; }

    public void AddLink(SimGridElement link)
    {
        string? id = link.Required("id", "the name of the link");
        link.Required("bandwidth", BandwidthForm);
        double? gbps = link.Value<double>("bandwidth", SimGridQuantity.TryGbps, BandwidthForm);
        link.Value<double>("latency", SimGridQuantity.TrySeconds, "a time, e.g. '50us'");
        if (id is null || gbps is null)
        {
            return;
        }

        if (!_gbpsOfLink.TryAdd(id, gbps.Value))
        {
            link.Report("id", $"makes a second link '{id}', expected unique names");
        }
    }

    /// <summary>The link between a host and the switch of its cluster.</summary>
    public void AddHostLink(SimGridElement hostLink)
    {
        string? host = hostLink.Required("id", "the name of a host");
        string? up = hostLink.Required("up", "the name of a link");
        if (host is null || up is null)
        {
            return;
        }

        if (GbpsOf(up) is not { } gbps)
        {
            hostLink.Report("up", $"found '{up}', expected a link that is described before");
        }
        else if (!hosts.SetBandwidth(host, gbps))
        {
            hostLink.Report("id", $"found '{host}', expected a host that is described before");
        }
    }

    /// <summary>A link as part of a route.</summary>
    public void AddUse(SimGridElement use, string route)
    {
        if (use.Required("id", "the name of a link") is not { } id)
        {
            return;
        }

        if (GbpsOf(id) is not { } gbps)
        {
            use.Report("id", $"found '{id}', expected a link that is described before");
        }
        else if (route is "zoneRoute" or "ASroute")
        {
            SpineGbps = SpineGbps == 0 ? gbps : Math.Min(SpineGbps, gbps);
        }
    }

    // A link with two directions is also known by the name of each.
    private double? GbpsOf(string id) =>
        _gbpsOfLink.TryGetValue(id, out double gbps) ? gbps
        : id.EndsWith("_UP", StringComparison.Ordinal) && _gbpsOfLink.TryGetValue(id[..^3], out gbps) ? gbps
        : id.EndsWith("_DOWN", StringComparison.Ordinal) && _gbpsOfLink.TryGetValue(id[..^5], out gbps) ? gbps
        : null;
}
