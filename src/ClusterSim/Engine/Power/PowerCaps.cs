using System.Collections.Immutable;
using ClusterSim.Engine.Rates;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Power;

/// <summary>
/// Limits on the power of jobs' GPUs, and how much slower they make them: as much as the limit is below what the job's
/// GPUs would draw at their present utilization.
/// </summary>
internal sealed class PowerCaps(int jobs, Platform platform, NodeDraws draws) : IRateFactor
{
    private double[] _watts = [];
    private ImmutableArray<PowerCapCurve> _curves = [];

    /// <summary>Whether a job was ever given a limit.</summary>
    public bool Any => _watts.Length > 0;

    /// <summary>Sets the limit of a job in watts per GPU; <c>null</c> for none.</summary>
    public void Set(int job, double? wattsPerGpu)
    {
        if (!Any)
        {
            _watts = new double[jobs];
            Array.Fill(_watts, double.PositiveInfinity);
            _curves = [.. platform.Nodes.Select(node => PowerCapCurve.For(node.GpuModel))];
        }

        _watts[job] = wattsPerGpu ?? double.PositiveInfinity;
    }

    /// <summary>What one GPU draws under the limit of its job, in watts.</summary>
    /// <param name="job">The job.</param>
    /// <param name="node">Where the GPU is.</param>
    /// <param name="watts">What it would draw without a limit.</param>
    public double Drawn(int job, int node, double watts) =>
        Any && watts > 0 && double.IsFinite(_watts[job])
            ? Math.Max(draws.GpuIdle(node), watts * _curves[node].Power(_watts[job] / watts))
            : watts;

    public double Of(in PlacedJob job)
    {
        if (!Any || !double.IsFinite(_watts[job.Index]))
        {
            return 1;
        }

        double slowest = 1;
        foreach (PlacementSlice slice in job.Placement.Slices)
        {
            double watts = Unlimited(job, slice.Node);
            slowest = watts > 0
                ? Math.Min(slowest, _curves[slice.Node].Speed(_watts[job.Index] / watts))
                : slowest;
        }

        return slowest;
    }

    // The present utilization, and with it what the limit costs, lasts until the next phase or level of power.
    public TimeSpan NextChange(in PlacedJob job)
    {
        TimeSpan next = TimeSpan.MaxValue;
        if (!Any || !double.IsFinite(_watts[job.Index]))
        {
            return next;
        }

        foreach (UtilizationPhase phase in Of(job.Spec.Profile.Phases))
        {
            next = phase.Start > job.Done && phase.Start < next ? phase.Start : next;
        }

        foreach (MetricLevel level in Of(job.Spec.Profile.Metrics))
        {
            next = level.Metric == Metric.GpuPower && level.Start > job.Done && level.Start < next ? level.Start : next;
        }

        return next;
    }

    private static ImmutableArray<T> Of<T>(ImmutableArray<T> values) => values.IsDefault ? [] : values;

    private double Unlimited(in PlacedJob job, int node)
    {
        double? measured = null;
        foreach (MetricLevel level in Of(job.Spec.Profile.Metrics))
        {
            measured = level.Metric == Metric.GpuPower && level.Start <= job.Done ? level.Value : measured;
        }

        return measured ?? draws.GpuIdle(node) + (draws.GpuSpan(node) * Utilization(job));
    }

    private static double Utilization(in PlacedJob job)
    {
        int permille = 1000;
        foreach (UtilizationPhase phase in Of(job.Spec.Profile.Phases))
        {
            permille = phase.Start <= job.Done ? phase.UtilizationPermille : permille;
        }

        return JobAccounts.UtilizationPermille(job.Spec, job.Demand, permille) / 1000.0;
    }
}
