using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Rates;

/// <summary>
/// The slowest GPU model that the job uses, by the job's own table of speeds where it names the model, else by the
/// model's relative speed.
/// </summary>
internal sealed class GpuModelFactor : IRateFactor
{
    private readonly double[] _nodeSpeed;
    private readonly string[] _nodeModel;

    public GpuModelFactor(Platform platform)
    {
        Dictionary<string, double> speeds = platform.GpuModels.ToDictionary(
            model => model.Name, model => model.RelativeSpeed, StringComparer.Ordinal);
        _nodeSpeed = [.. platform.Nodes.Select(node => speeds.GetValueOrDefault(node.GpuModel, 1))];
        _nodeModel = [.. platform.Nodes.Select(node => node.GpuModel)];
    }

    /// <summary>Whether every model has the reference speed.</summary>
    public bool IsUniform => Array.TrueForAll(_nodeSpeed, speed => speed == 1);

    public double Of(in PlacedJob job)
    {
        if (job.Demand.PerInstance.Gpus == 0)
        {
            return 1;
        }

        ImmutableArray<GpuSpeed> own = job.Spec.Profile.GpuSpeeds;
        bool spread = job.Placement.NodeCount > 1;
        double speed = double.PositiveInfinity;
        foreach (PlacementSlice slice in job.Placement.Slices)
        {
            double here = own.Length == 0 ? _nodeSpeed[slice.Node] : Own(own, slice.Node, spread);
            speed = Math.Min(speed, here);
        }

        return speed;
    }

    private double Own(ImmutableArray<GpuSpeed> own, int node, bool spread)
    {
        foreach (GpuSpeed entry in own)
        {
            if (entry.GpuModel == _nodeModel[node])
            {
                return spread ? entry.SpreadSpeed ?? entry.Speed : entry.Speed;
            }
        }

        return _nodeSpeed[node];
    }
}
