using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>
/// How fast a job runs where it is placed: the slowest GPU model that it uses, the closeness of its nodes, and its
/// size.
/// </summary>
internal sealed class JobRates
{
    private readonly Workload _workload;
    private readonly Network _network;
    private readonly double[] _nodeSpeed;
    private readonly int[] _tor;
    private readonly bool _uniform;

    public JobRates(Workload workload, Platform platform, NodeCatalog catalog)
    {
        _workload = workload;
        _network = platform.Network;
        _tor = catalog.Tor;
        Dictionary<string, double> speeds = platform.GpuModels.ToDictionary(
            model => model.Name, model => model.RelativeSpeed, StringComparer.Ordinal);
        _nodeSpeed = [.. platform.Nodes.Select(node => speeds.GetValueOrDefault(node.GpuModel, 1))];
        _uniform = Array.TrueForAll(_nodeSpeed, speed => speed == 1)
            && _network is { CrossNodePenalty: 0, CrossTorPenalty: 0 };
    }

    /// <summary>Reference seconds of work per second.</summary>
    public double Of(int job, Demand demand, Placement placement)
    {
        if (_uniform && !demand.IsResized)
        {
            return 1;
        }

        Job spec = _workload.Jobs[job];
        double speed = demand.PerInstance.Gpus > 0 ? double.PositiveInfinity : 1;
        bool severalTors = false;
        foreach (PlacementSlice slice in placement.Slices)
        {
            speed = demand.PerInstance.Gpus > 0 ? Math.Min(speed, _nodeSpeed[slice.Node]) : speed;
            severalTors |= _tor[slice.Node] != _tor[placement.Slices[0].Node];
        }

        double penalty = severalTors ? _network.CrossTorPenalty
            : placement.NodeCount > 1 ? _network.CrossNodePenalty
            : 0;
        return speed * (1 - (penalty * spec.Profile.NetworkSensitivity)) * SizeFactor(spec, demand.Instances);
    }

    /// <summary>
    /// Speed of a job of another size relative to the size that it asked for: linear in the instances that it really
    /// uses, so that giving up unused GPUs costs nothing and more than was asked brings nothing.
    /// </summary>
    public static double SizeFactor(Job job, int instances)
    {
        int asked = job.Request.Instances;
        int gpusEach = Math.Max(job.Request.PerInstance.Gpus, 1);
        int used = job.Profile.ActiveGpus is { } active
            ? Math.Clamp((active + gpusEach - 1) / gpusEach, 1, asked)
            : asked;
        return Math.Min(instances, used) / (double)used;
    }
}
