using ClusterSim.Events;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>
/// Lays out the life of a job that wastes nothing: compilation, data loading, computing with checkpoints and an
/// evaluation, as <see cref="ProfileSampler"/> has it, with a utilization that is drawn from a signature and changes
/// a little every 5 to 15 minutes (up to 24 times in longer jobs), and all the other metrics that monitoring reports.
/// </summary>
internal sealed class HealthyLife(InjectionOptions options, long seed)
{
    /// <summary>What lies below this utilization, in percent, is waste and no healthy job draws it.</summary>
    public const double HealthyPercent = 35;

    // Percent of GPU memory used on Seren (AcmeTrace, util_gpu_seren.csv, second pair), of GPUs that hold something.
    private static readonly QuantileDistribution MemoryPercent = new(
        (0, 23), (10, 28), (30, 39), (50, 49), (65, 60), (80, 72), (90, 84), (97, 96), (100, 99));

    // Degrees on Seren (AcmeTrace, gpu_temp_seren.csv, first pair), the busy half of the samples.
    private static readonly QuantileDistribution Celsius = new(
        (0, 39), (20, 44), (50, 53), (80, 61), (98, 69), (100, 74));

    private readonly UtilizationSignature _signature = UtilizationSignature.Find(options.Signature)!;
    private readonly ProfileSampler _profiles = new(seed, "injection/phases");
    private readonly RandomStream _levels = new(seed, "injection/levels");
    private readonly RandomStream _metrics = new(seed, "injection/metrics");

    public JobDraft Of(Job job, long runSeconds)
    {
        JobDraft draft = new(job, runSeconds);
        if (job.Request.TotalGpus > 0)
        {
            LayOutPhases(draft);
            Vary(draft);
        }

        LayOutMetrics(draft);
        return draft;
    }

    private void LayOutPhases(JobDraft draft)
    {
        int compute = (int)Math.Round(10 * _signature.Samples.SampleAbove(HealthyPercent, _levels));
        bool first = true;
        foreach (UtilizationPhase phase in
            _profiles.Sample(new ProfilePlan(draft.RunSeconds, compute, 0, 0, 0), draft.RunSeconds))
        {
            long start = phase.Start.Ticks / TimeSpan.TicksPerSecond;
            draft.Permille.SetFrom(start, phase.UtilizationPermille);
            draft.Kinds.SetFrom(start, (double)phase.Kind);
            if (phase.Kind == PhaseKind.Compute && first)
            {
                (draft.ComputeStart, first) = (start, false);
            }
        }
    }

    // A level of its own for every stretch, within 6 points of the job's and never below what is healthy.
    private void Vary(JobDraft draft)
    {
        int least = (int)Math.Max(300, draft.RunSeconds / 24);
        for (long at = draft.ComputeStart, next; at < draft.RunSeconds; at = next)
        {
            next = at + least + _levels.NextInt(2 * least);
            double shift = 120 * (_levels.NextDouble() - 0.5);
            foreach ((long start, _) in draft.Kinds.Steps.Where(s => (PhaseKind)(int)s.Value == PhaseKind.Compute))
            {
                long end = draft.Kinds.Steps.FirstOrDefault(s => s.Start > start, (long.MaxValue, 0)).Start;
                draft.Permille.Map(
                    Math.Max(start, at), Math.Min(Math.Min(end, next), draft.RunSeconds),
                    value => Math.Clamp(value + shift, 10 * HealthyPercent, 1000));
            }
        }
    }

    private void LayOutMetrics(JobDraft draft)
    {
        long end = draft.RunSeconds;
        Set(draft, Metric.CpuUtilization, 25, 75);
        Set(draft, Metric.IoWait, 0, 8);
        draft.UseMemory(Reach.Between(45, 85, _metrics));
        if (draft.Request.TotalGpus == 0)
        {
            return;
        }

        draft.GpuMemoryGb = options.GpuMemoryGb;
        draft.Of(Metric.GpuMemory).SetFrom(0, options.GpuMemoryGb / 100 * MemoryPercent.Sample(_metrics));
        double wait = Reach.Between(0, 12, _metrics);
        draft.Of(Metric.LoaderWait).SetFrom(draft.ComputeStart, wait);
        Set(draft, Metric.NetworkUtilization, 5, 50);
        Set(draft, Metric.LinkUtilization, 5, 60);
        double step = 0.1 * Math.Pow(30, _metrics.NextDouble());
        draft.Of(Metric.StepTime).SetFrom(draft.ComputeStart, step);
        draft.Of(Metric.ActiveGpus).SetFrom(0, draft.Request.TotalGpus);
        draft.Of(Metric.GpuThrottle).SetFrom(0, 0);
        double celsius = Celsius.Sample(_metrics);
        draft.Of(Metric.GpuTemperature).SetFrom(0, 30);
        draft.Of(Metric.GpuTemperature).Raise(draft.ComputeStart, end, celsius);
    }

    /// <summary>
    /// Power of an A100 by utilization, linear from 66 W idle (25th percentile on Seren) to 395 W busy (90th
    /// percentile; AcmeTrace, gpu_power_seren.csv).
    /// </summary>
    public static void FollowPower(JobDraft draft)
    {
        StepLevels power = draft.Of(Metric.GpuPower);
        foreach ((long start, double permille) in draft.Permille.Steps)
        {
            power.SetFrom(start, 66 + (0.329 * permille));
        }
    }

    private void Set(JobDraft draft, Metric metric, double least, double most) =>
        draft.Of(metric).SetFrom(0, least + ((most - least) * _metrics.NextDouble()));
}
