using ClusterSim.Engine.Rates;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>What every job held, used and wasted, in GPU-seconds and core-seconds, in dense arrays.</summary>
internal sealed class JobAccounts(Workload workload, JobTraits traits)
{
    private readonly double[] _gpu = new double[workload.Jobs.Length];
    private readonly double[] _busy = new double[workload.Jobs.Length];
    private readonly double[] _overhead = new double[workload.Jobs.Length];
    private readonly double[] _lost = new double[workload.Jobs.Length];
    private readonly double[] _idle = new double[workload.Jobs.Length];
    private readonly double[] _failed = new double[workload.Jobs.Length];
    private readonly double[] _cpu = new double[workload.Jobs.Length];
    private readonly double[] _reclaimed = new double[workload.Jobs.Length];

    public double AllocatedGpuSeconds(int job) => _gpu[job];

    public double BusyGpuSeconds(int job) => _busy[job];

    public double AllocatedCpuSeconds(int job) => _cpu[job];

    public double ReclaimedGpuSeconds(int job) => _reclaimed[job];

    public double OverheadGpuSeconds(int job) => _overhead[job];

    public double LostGpuSeconds(int job) => _lost[job];

    public double IdleGpuSeconds(int job) => _idle[job];

    /// <summary>What attempts that failed held, as far as it is not overhead, lost or idle anyway.</summary>
    public double FailedGpuSeconds(int job, JobStatus status) =>
        status == JobStatus.Failed ? Math.Max(_gpu[job] - Causes(job), 0) : _failed[job];

    public double WastedGpuSeconds(int job, JobStatus status) => Causes(job) + FailedGpuSeconds(job, status);

    /// <summary>Books a stretch of time at one size and rate.</summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="demand">What it held.</param>
    /// <param name="overhead">Wall time that passed in overhead.</param>
    /// <param name="work">Work that was done after it.</param>
    /// <param name="before">Work that had been done before.</param>
    /// <param name="rate">Work per wall time.</param>
    /// <param name="shared">What it had of GPUs that it shared; <c>null</c> when it shared none.</param>
    public void Book(
        int job, Demand demand, TimeSpan overhead, TimeSpan work, TimeSpan before, double rate, SharedUse? shared)
    {
        double gpus = shared?.Held ?? demand.TotalGpuMilli / 1000.0;
        double idle = 0;
        double working = rate == 1 ? Seconds(work) : Seconds(work) / rate;
        double busy = working;
        if (traits.HasPhases(job))
        {
            TimeSpan useful = workload.Jobs[job].Profile.UsefulRunTime;
            TimeSpan tail = (before + work) - Max(before, useful);
            idle = Math.Max(Seconds(tail), 0) / rate;
            busy = BusySeconds(workload.Jobs[job], demand, before, before + work) / rate;
        }

        _gpu[job] += gpus * (Seconds(overhead) + working);
        _cpu[job] += demand.TotalCpuMilli / 1000.0 * (Seconds(overhead) + working);
        _overhead[job] += gpus * Seconds(overhead);
        _idle[job] += gpus * idle;
        _busy[job] += shared is { } use ? use.Busy * working : gpus * busy;
    }

    /// <summary>Books work that has to be done again, at the rate at which it was done.</summary>
    public void BookLoss(int job, Demand demand, TimeSpan lost, double rate) =>
        _lost[job] += demand.TotalGpuMilli / 1000.0 * (rate is 1 or 0 ? lost.TotalSeconds : lost.TotalSeconds / rate);

    /// <summary>An attempt failed: all that the job has done until now was for nothing.</summary>
    public void BookFailedAttempt(int job) => _failed[job] = Math.Max(_gpu[job] - Causes(job), 0);

    /// <summary>Books GPU time that a reclaim set free.</summary>
    public void BookReclaim(int job, Demand demand, TimeSpan wallTime) =>
        _reclaimed[job] += demand.TotalGpuMilli / 1000.0 * wallTime.TotalSeconds;

    /// <summary>
    /// Utilization in 1/1000 of the GPUs held. A job of another size spreads the work that it still gets done over
    /// the GPUs that it holds: fewer GPUs are busier only as far as the others were idle.
    /// </summary>
    public static int UtilizationPermille(Job job, Demand demand, int phasePermille)
    {
        int asked = job.Request.Instances;
        if (demand.Instances == asked)
        {
            return phasePermille;
        }

        double speed = SizeFactor.Of(job, demand.Instances);
        return (int)Math.Min(1000, phasePermille * speed * asked / demand.Instances);
    }

    private double Causes(int job) => _overhead[job] + _lost[job] + _idle[job];

    private static double BusySeconds(Job job, Demand demand, TimeSpan from, TimeSpan to)
    {
        var phases = job.Profile.Phases;
        double busy = 0;
        for (int i = 0; i < phases.Length; i++)
        {
            TimeSpan start = Max(from, phases[i].Start);
            TimeSpan end = i + 1 < phases.Length && phases[i + 1].Start < to ? phases[i + 1].Start : to;
            if (end > start)
            {
                int permille = UtilizationPermille(job, demand, phases[i].UtilizationPermille);
                busy += (end - start).TotalSeconds * permille / 1000.0;
            }
        }

        return busy;
    }

    private static double Seconds(TimeSpan length) => length.Ticks / (double)TimeSpan.TicksPerSecond;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
