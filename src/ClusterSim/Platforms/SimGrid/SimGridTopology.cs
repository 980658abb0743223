using System.Globalization;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>
/// The lowest switches of a cluster: the model has a place for which hosts share one, and for nothing above.
/// </summary>
internal static class SimGridTopology
{
    private const string FatTreeForm = "LEVELS;DOWN,...;UP,...;COUNT,..., e.g. '2;4,4;1,2;1,2'";
    private const string DragonflyForm = "GROUPS,LINKS;CHASSIS,LINKS;ROUTERS,LINKS;HOSTS, e.g. '3,4;4,3;5,1;2'";

    /// <summary>
    /// How many hosts, in the order of the radical, hang on one switch: the first DOWN of a fat tree, the hosts of a
    /// router of a dragonfly.
    /// </summary>
    /// <returns>0 when all hosts hang on one switch, or when the parameters are malformed, a problem.</returns>
    public static int HostsPerSwitch(SimGridElement cluster) => cluster.Text("topology")?.ToUpperInvariant() switch
    {
        "FAT_TREE" => Part(cluster, parts: 4, part: 1, FatTreeForm),
        "DRAGONFLY" => Part(cluster, parts: 4, part: 3, DragonflyForm),
        "TORUS" => 1,
        _ => 0,
    };

    private static int Part(SimGridElement cluster, int parts, int part, string form)
    {
        if (cluster.Required("topo_parameters", form) is not { } text)
        {
            return 0;
        }

        string[] given = text.Split(';');
        if (given.Length == parts
            && int.TryParse(given[part].Split(',')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture,
                out int hosts)
            && hosts > 0)
        {
            return hosts;
        }

        cluster.Report("topo_parameters", $"found '{text}', expected {form}");
        return 0;
    }
}
