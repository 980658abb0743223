using System.Collections.Immutable;
using ClusterSim.Engine.Rates;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Power;

/// <summary>
/// Limits on the power and the core frequency of jobs' GPUs, and how much slower they make them: a limit of power as
/// much as it is below what the GPUs would draw at their present utilization, a frequency while they are busy.
/// </summary>
internal sealed class GpuLimits(int jobs, Platform platform, NodeDraws draws) : IRateFactor
{
    private double[] _watts = [], _frequency = [];
    private ImmutableArray<PowerCapCurve> _caps = [];
    private ImmutableArray<FrequencyCurve> _frequencies = [];

    /// <summary>Whether a job was ever given a limit.</summary>
    public bool Any => _watts.Length > 0;

    /// <summary>Sets the limit of a job in watts per GPU; <c>null</c> for none.</summary>
    public void SetWatts(int job, double? wattsPerGpu)
    {
        Prepare();
        _watts[job] = wattsPerGpu ?? double.PositiveInfinity;
    }

    /// <summary>Sets the frequency of a job's GPUs in 1/1000 of the greatest; <c>null</c> for the greatest.</summary>
    public void SetFrequency(int job, int? permille)
    {
        Prepare();
        _frequency[job] = (permille ?? 1000) / 1000.0;
    }

    /// <summary>What one GPU draws under the limits of its job, in watts.</summary>
    /// <param name="job">The job.</param>
    /// <param name="node">Where the GPU is.</param>
    /// <param name="watts">What it would draw without limits.</param>
    public double Drawn(int job, int node, double watts)
    {
        if (!IsLimited(job) || watts <= 0)
        {
            return watts;
        }

        double slowed = Slowed(job, node, watts);
        return double.IsFinite(_watts[job])
            ? Math.Max(draws.GpuIdle(node), slowed * _caps[node].Power(_watts[job] / slowed))
            : slowed;
    }

    public double Of(in PlacedJob job)
    {
        double slowest = 1;
        foreach (PlacementSlice slice in IsLimited(job.Index) ? job.Placement.Slices : [])
        {
            slowest = Math.Min(slowest, SpeedOn(job, slice.Node));
        }

        return slowest;
    }

    // The present utilization, and with it what the limit costs, lasts until the next phase or level of power.
    public TimeSpan NextChange(in PlacedJob job)
    {
        TimeSpan next = TimeSpan.MaxValue;
        if (!IsLimited(job.Index))
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

    private void Prepare()
    {
        if (!Any)
        {
            (_watts, _frequency) = (new double[jobs], new double[jobs]);
            Array.Fill(_watts, double.PositiveInfinity);
            Array.Fill(_frequency, 1);
            _caps = [.. platform.Nodes.Select(node => PowerCapCurve.For(node.GpuModel))];
            _frequencies = [.. platform.Nodes.Select(node => FrequencyCurve.For(platform.Model(node.GpuModel)))];
        }
    }

    private bool IsLimited(int job) => Any && (double.IsFinite(_watts[job]) || _frequency[job] < 1);

    private double Slowed(int job, int node, double watts) => _frequency[job] < 1
        ? Math.Max(draws.GpuIdle(node), watts * _frequencies[node].Power(_frequency[job]))
        : watts;

    // Only the time in which the GPUs are busy goes by their frequency.
    private double SpeedOn(in PlacedJob job, int node)
    {
        double atFrequency = _frequencies[node].Speed(_frequency[job.Index]);
        double speed = 1 / (1 + (Utilization(job) * ((1 / atFrequency) - 1)));
        double watts = Slowed(job.Index, node, Unlimited(job, node));
        return watts > 0 && double.IsFinite(_watts[job.Index])
            ? speed * _caps[node].Speed(_watts[job.Index] / watts)
            : speed;
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
