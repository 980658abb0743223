using ClusterSim.Platforms.Topology;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Flows;

/// <summary>
/// The rings of a placed job as paths: one inside its nodes, one between them. A path of rate 1 moves one byte a second
/// over each hop of its ring. Scratch memory that is filled again for each job.
/// </summary>
internal sealed class GangPaths(NetworkTopology topology)
{
    private readonly List<int> _route = [];

    /// <summary>
    /// The rings inside the nodes, which keep step with each other; without links where there are none.
    /// </summary>
    public FlowPath Inside { get; } = new();

    /// <summary>The rings between the nodes, side by side on as many NICs; without links on one node.</summary>
    public FlowPath Between { get; } = new();

    /// <summary>Greatest latency of a hop of each path in seconds.</summary>
    public double InsideLatency { get; private set; }

    /// <inheritdoc cref="InsideLatency"/>
    public double BetweenLatency { get; private set; }

    public void Fill(GangShape gang, Collective collective)
    {
        Inside.Clear();
        Between.Clear();
        (InsideLatency, BetweenLatency) = (0, 0);
        bool single = gang.Parts.Count == 1;
        bool flat = GangVolumes.IsFlat(collective, gang.Parts.Count);
        foreach (GangPart part in gang.Parts)
        {
            AddInside(part, closed: !flat, flat ? Between : Inside);
        }

        for (int i = 0; !single && i < gang.Parts.Count; i++)
        {
            AddHop(gang.Parts[i], gang.Parts[(i + 1) % gang.Parts.Count], gang.Rings);
        }
    }

    private void AddInside(GangPart part, bool closed, FlowPath path)
    {
        if (!topology.HasInside(part.Node) || part.Gpus.Count < 2)
        {
            return;
        }

        for (int i = 0; i < (closed ? part.Gpus.Count : part.Gpus.Count - 1); i++)
        {
            _route.Clear();
            topology.RouteInside(part.Node, part.Gpus[i], part.Gpus[(i + 1) % part.Gpus.Count], _route);
            double latency = Add(path, 1);
            if (path == Inside)
            {
                InsideLatency = Math.Max(InsideLatency, latency);
            }
            else
            {
                BetweenLatency = Math.Max(BetweenLatency, latency);
            }
        }
    }

    private void AddHop(GangPart from, GangPart to, int rings)
    {
        for (int ring = 0; ring < rings; ring++)
        {
            (int Nic, int Gpu) a = from.Nics[ring], b = to.Nics[ring];
            _route.Clear();
            topology.RouteBetween((from.Node, a.Gpu, a.Nic), (to.Node, b.Gpu, b.Nic), _route);
            BetweenLatency = Math.Max(BetweenLatency, Add(Between, 1.0 / rings));
        }
    }

    private double Add(FlowPath path, double part)
    {
        double latency = 0;
        double back = topology.Transfers.CrossTraffic;
        foreach (int link in _route)
        {
            path.Add(link, part);
            if (back > 0)
            {
                path.Add(topology.Back(link), part * back);
            }

            latency += topology.Links[link].LatencySeconds;
        }

        return latency;
    }
}
