using ClusterSim.Engine;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Impact;

/// <summary>What the links outside the nodes come to in a few numbers.</summary>
internal readonly record struct LinkMetrics(double? MeanUtilization, double? BusiestP95, double? MostContendedShare)
{
    public static LinkMetrics Of(RunResult run)
    {
        LinkUse[] links =
        [
            .. (run.Network?.Links ?? []).Where(
                link => link.From.Kind >= VertexKind.Nic && link.To.Kind >= VertexKind.Nic),
        ];
        return links.Length == 0 ? default : new LinkMetrics(
            links.Average(link => link.MeanUtilization), links.Max(link => link.P95Utilization),
            links.Max(link => link.SaturatedShare));
    }
}
