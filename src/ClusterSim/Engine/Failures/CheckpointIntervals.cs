using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Engine.Failures;

/// <summary>How much progress a job makes between its periodic checkpoints where it runs now.</summary>
internal sealed class CheckpointIntervals(RunState run)
{
    private readonly Overheads _costs = run.Options.Overheads;
    private readonly FaultOptions _faults = run.Options.Faults;
    private readonly HashSet<int> _domains = [];

    /// <summary>Progress between two checkpoints; zero for no checkpoints.</summary>
    /// <param name="demand">What the job holds.</param>
    /// <param name="placement">Where.</param>
    /// <param name="rate">Progress per time there.</param>
    public TimeSpan Of(Demand demand, Placement placement, double rate)
    {
        if (_costs.CheckpointRule == CheckpointRule.Fixed)
        {
            return _costs.CheckpointInterval is { Ticks: > 0 } interval ? interval : TimeSpan.Zero;
        }

        double failures = FailuresPerSecond(demand, placement), cost = _costs.PeriodicCheckpoint.TotalSeconds;
        if (failures == 0)
        {
            return TimeSpan.Zero;
        }

        double seconds = _costs.CheckpointRule == CheckpointRule.Young
            ? CheckpointTimes.Young(cost, 1 / failures)
            : CheckpointTimes.Daly(cost, 1 / failures);
        return TimeSpan.FromTicks(Math.Max(1, SimTime.Length(seconds * rate).Ticks));
    }

    /// <summary>
    /// Rate at which the job is stopped: the sum over all that it needs, since it stops with the first that fails.
    /// </summary>
    public double FailuresPerSecond(Demand demand, Placement placement) =>
        (placement.NodeCount * Rate(run.Options.Failures))
        + (demand.TotalGpus * Rate(_faults.Gpus))
        + (_faults.Domains is null ? 0 : CountDomains(placement) * Rate(_faults.Domains))
        + (_faults.Spot is { } spot ? CountSpot(spot, placement) / spot.MeanTimeBetweenReclaims.TotalSeconds : 0);

    private static double Rate(FailureModel? model) =>
        model is null ? 0 : 1 / model.MeanTimeBetweenFailures.TotalSeconds;

    private int CountDomains(Placement placement)
    {
        _domains.Clear();
        foreach (PlacementSlice slice in placement.Slices)
        {
            _domains.Add(run.Cluster.Free.TorOf(slice.Node));
        }

        return _domains.Count;
    }

    private int CountSpot(SpotModel spot, Placement placement)
    {
        int first = spot.FirstNode(run.Platform.Nodes.Length), count = 0, last = -1;
        foreach (PlacementSlice slice in placement.Slices)
        {
            bool counts = slice.Node >= first && (spot.SingleGpus || slice.Node != last);
            count += counts ? spot.SingleGpus ? System.Numerics.BitOperations.PopCount(slice.GpuMask) : 1 : 0;
            last = slice.Node;
        }

        return count;
    }
}
