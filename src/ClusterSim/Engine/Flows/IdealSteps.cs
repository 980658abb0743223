using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Flows;

/// <summary>
/// How long the communication of a job takes where it would be placed ideally: alone, on the fewest nodes that could
/// host it, close to each other. The recorded run time of a job is taken to be that of such a placement.
/// </summary>
internal sealed class IdealSteps(Platform platform, NetworkTopology topology)
{
    private readonly Dictionary<(int Demand, int Instances, Collective), LoneRing> _rings = [];
    private readonly GangShape _gang = new(topology);
    private readonly GangPaths _paths = new(topology);

    /// <summary>Duration of an ideal step in seconds.</summary>
    public double StepSeconds(JobRequest request, Demand demand, CommunicationProfile profile)
    {
        var key = (demand.Id, demand.Instances, profile.Collective);
        if (!_rings.TryGetValue(key, out LoneRing ring))
        {
            _rings.Add(key, ring = RingOf(request, demand.Instances, profile.Collective));
        }

        return profile.StepSeconds(ring.Seconds(profile));
    }

    private LoneRing RingOf(JobRequest request, int instances, Collective how)
    {
        int each = Math.Max(request.PerInstance.Gpus, 1);
        bool haveGpus = request.PerInstance.Gpus > 0;
        List<(int Node, int Fits)> hosts =
        [
            .. Enumerable.Range(0, platform.Nodes.Length)
                .Select(node => (node, Fits(platform.Nodes[node], request, each)))
                .Where(host => host.Item2 > 0),
        ];
        List<(int Node, int Workers)> chosen = Chosen(hosts, instances, each);
        if (chosen.Count == 0)
        {
            return default;
        }

        bool tracked = haveGpus && chosen.All(host => !platform.Nodes[host.Node].IsPool);
        _gang.Fill(chosen, tracked);
        return LoneRing.Of(topology, _gang, _paths, how);
    }

    private static int Fits(Node node, JobRequest request, int each)
    {
        bool accepted = (request.GpuModels.IsEmpty || request.GpuModels.Contains(node.GpuModel))
            && (request.Role.Length == 0 || request.Role == node.Role);
        int byGpus = request.PerInstance.Gpus > 0 ? node.Gpus / each : int.MaxValue;
        int cpuMilli = request.PerInstance.CpuMilli;
        int byCpu = node.CpuLimited && cpuMilli > 0 ? node.CpuMilli / cpuMilli : int.MaxValue;
        return accepted ? Math.Min(byGpus, byCpu) : 0;
    }

    // The roomiest nodes; under one ToR switch where it has enough of them, else switch by switch.
    private List<(int Node, int Workers)> Chosen(List<(int Node, int Fits)> hosts, int instances, int each)
    {
        List<(int Node, int Workers)> best = Take(hosts.OrderByDescending(host => host.Fits)
            .ThenBy(host => topology.PodOf(host.Node)).ThenBy(host => topology.TorOf(host.Node)), instances, each);
        foreach (var tor in best.Count < 2 ? [] : hosts.GroupBy(host => topology.TorOf(host.Node)))
        {
            var under = Take(tor.OrderByDescending(host => host.Fits), instances, each);
            if (under.Count == best.Count)
            {
                return under;
            }
        }

        return best;
    }

    private static List<(int Node, int Workers)> Take(
        IEnumerable<(int Node, int Fits)> hosts, int instances, int each)
    {
        List<(int, int)> taken = [];
        foreach ((int node, int fits) in hosts)
        {
            int here = Math.Min(fits, instances);
            taken.Add((node, here * each));
            instances -= here;
            if (instances == 0)
            {
                return taken;
            }
        }

        return [];
    }
}
