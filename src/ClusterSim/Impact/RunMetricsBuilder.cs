using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Impact.Carbon;
using ClusterSim.Scheduling;
using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>Puts the metrics of one run together.</summary>
internal sealed class RunMetricsBuilder
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    private readonly RunResult _run;
    private readonly MetricsOptions _options;
    private readonly ObservedPeriod _period;
    private readonly MetricsWindow _window;
    private readonly int[] _jobs;
    private readonly bool _byGpus;
    private readonly AccessBuilder _access;

    public RunMetricsBuilder(RunResult run, MetricsOptions options)
    {
        (_run, _options, _period) = (run, options, new ObservedPeriod(run));
        (_jobs, _window) = JobWindow.Of(run.Workload, options);
        _byGpus = run.Platform.TotalGpus > 0;
        _access = new AccessBuilder(run, _jobs, _byGpus, options.BoundedSlowdownTauSeconds, _period);
    }

    public RunMetrics Build() => AddCapacity(AddCost(new RunMetrics
    {
        Workload = _run.Workload.Source.Name,
        Platform = _run.Platform.Name,
        Policy = _run.Policy,
        Seed = _run.Options.Seed,
        BoundedSlowdownTauSeconds = _options.BoundedSlowdownTauSeconds,
        Window = _window,
        Jobs = Count(),
        QueueingDelaySeconds = Spread(_jobs, job => job.QueueingDelay?.TotalSeconds),
        TotalWaitSeconds = Spread(_jobs, job => JobMeasures.Ended(job) ? job.TotalWaitTime.TotalSeconds : null),
        RunTimeSeconds = Spread(_jobs, job => JobMeasures.Ended(job) ? job.RunTime.TotalSeconds : null),
        JctSeconds = Spread(_jobs, job => job.Jct?.TotalSeconds),
        Slowdown = Spread(_jobs, job => JobMeasures.Slowdown(job)),
        BoundedSlowdown = Spread(_jobs, BoundedSlowdown),
        ShareWaitingOverOneHour = ShareWaiting(_jobs),
        ReclaimedGpuHours = Hours(_jobs, job => job.ReclaimedGpuSeconds),
        WastedGpuHours = Waste(),
        Reliability = new ReliabilityBuilder(_run, _jobs, _period).Build(),
        Restarts = _jobs.Sum(job => (long)_run.Jobs[job].Restarts),
        Access = _access.Build(),
        BySize = BySize(),
        ByUserTenth = [.. _access.Tenths.Select(tenth => Class(tenth.Name, tenth.Jobs))],
        ByUser = ByName(request => request.User),
        ByApplication = ByName(request => request.Application),
        ByRole = [.. ByName(request => request.Role, int.MaxValue).OrderBy(role => role.Name, StringComparer.Ordinal)],
    }));

    private RunMetrics AddCapacity(RunMetrics metrics)
    {
        double held = _run.Jobs.Sum(job => job.AllocatedGpuSeconds), busy = _run.Jobs.Sum(job => job.BusyGpuSeconds);
        double cores = _run.Jobs.Sum(job => job.AllocatedCpuSeconds);
        bool cpuKnown = _run.Platform.Nodes.All(node => node.CpuLimited);
        double gpuCapacity = _period.GpuCapacity();
        int ended = _run.Jobs.Count(job => JobMeasures.Ended(job));
        LinkMetrics links = LinkMetrics.Of(_run);
        return metrics with
        {
            MeanLinkUtilization = links.MeanUtilization,
            BusiestLinkP95Utilization = links.BusiestP95,
            MostContendedLinkShare = links.MostContendedShare,
            MakespanSeconds = _period.Any ? (_period.LastEnd - _period.Start).TotalSeconds : null,
            ThroughputJobsPerHour = Ratio(ended, _period.Seconds / 3600),
            GpuAllocationRatio = Ratio(held, gpuCapacity),
            GpuUtilization = Ratio(busy, gpuCapacity),
            HeldGpuUtilization = Ratio(busy, held),
            CpuAllocationRatio = cpuKnown ? Ratio(cores, _period.Capacity(node => node.CpuMilli / 1000.0)) : null,
            HeldGpuHours = held / 3600,
            BusyGpuHours = busy / 3600,
            HeldCoreHours = cores / 3600,
            Energy = _run.Energy is { } energy
                ? EnergyMetrics.Of(energy, (held - _run.Jobs.Sum(job => job.WastedGpuSeconds)) / 3600)
                : null,
            Notes = Notes(metrics),
        };
    }

    private RunMetrics AddCost(RunMetrics metrics)
    {
        PriceList prices = new(_run, _options);
        metrics = metrics with
        {
            ReservedCost = prices.Reserved(),
            OverflowGpuHours = prices.OverflowGpuHours(),
            Bill = prices.Bill(),
            EnergyCost = _run.EnergyCost?.Total,
            Carbon = new CarbonBuilder(_run, _options.Carbon).Build(),
        };
        CompensatedSum total = default;
        foreach (int job in _jobs)
        {
            if (prices.CostOf(job) is not { } cost)
            {
                return metrics;
            }

            total.Add(cost);
        }

        return !prices.IsAsked(total.Value) ? metrics : metrics with
        {
            Cost = total.Value,
            CostPerJob = Ratio(total.Value, metrics.Jobs.Started),
            CostPerUsefulGpuHour = Ratio(
                total.Value, Hours(_jobs, job => job.AllocatedGpuSeconds - job.WastedGpuSeconds)),
            CostPerBusyGpuHour = Ratio(total.Value, _jobs.Sum(job => _run.Jobs[job].BusyGpuSeconds) / 3600),
        };
    }

    private ImmutableArray<string> Notes(RunMetrics metrics)
    {
        List<string> notes = [];
        int unfinished = metrics.Jobs.Total - metrics.Jobs.Ended;
        if (unfinished > 0)
        {
            notes.Add(
                $"{unfinished} of {metrics.Jobs.Total} jobs did not start and end ({metrics.Jobs.Rejected} rejected, "
                + $"{metrics.Jobs.Running} running, {metrics.Jobs.Pending} pending, "
                + $"{metrics.Jobs.Unsubmitted} not submitted); "
                + "they are not in the times of ended jobs.");
        }

        if (metrics.Carbon is { SciGramsPerBusyGpuHour: not null, EmbodiedKg: null })
        {
            notes.Add(
                "Embodied carbon of a GPU model is not known: the software carbon intensity is of operational "
                + "emissions alone.");
        }

        if (!_period.DownTimeKnown)
        {
            notes.Add(
                "Nodes failed at random and when is not recorded; ratios are of the installed capacity, down times "
                + "included.");
        }

        if (_window.JobsOutside > 0)
        {
            notes.Add($"{_window.JobsOutside} jobs submitted during warm-up or cool-down are not in the job metrics.");
        }

        return [.. notes];
    }

    private JobCounts Count()
    {
        int[] counts = new int[Enum.GetValues<JobStatus>().Length];
        int started = 0, ended = 0;
        foreach (int job in _jobs)
        {
            counts[(int)_run.Jobs[job].Status]++;
            started += _run.Jobs[job].StartTime.IsNever ? 0 : 1;
            ended += JobMeasures.Ended(_run.Jobs[job]) ? 1 : 0;
        }

        return new JobCounts
        {
            Total = _jobs.Length,
            Started = started,
            Ended = ended,
            Completed = counts[(int)JobStatus.Completed],
            Failed = counts[(int)JobStatus.Failed],
            Cancelled = counts[(int)JobStatus.Cancelled],
            TimedOut = counts[(int)JobStatus.TimedOut],
            Reclaimed = counts[(int)JobStatus.Reclaimed],
            Rejected = counts[(int)JobStatus.Rejected],
            Running = counts[(int)JobStatus.Running],
            Pending = counts[(int)JobStatus.Pending],
            Unsubmitted = counts[(int)JobStatus.Unsubmitted],
        };
    }

    private WastedGpuHours Waste() => new(
        Hours(_jobs, job => job.WastedGpuSeconds),
        Hours(_jobs, job => job.FailedGpuSeconds),
        Hours(_jobs, job => job.OverheadGpuSeconds),
        Hours(_jobs, job => job.LostGpuSeconds),
        Hours(_jobs, job => job.IdleGpuSeconds));

    private ImmutableArray<ClassMetrics> BySize() =>
    [
        .. _jobs.GroupBy(job => JobClasses.SizeOf(Request(job), _byGpus)).OrderBy(size => size.Key)
            .Select(size => Class(JobClasses.SizeName(size.Key, _byGpus), [.. size])),
    ];

    private ImmutableArray<ClassMetrics> ByName(Func<JobRequest, string> name, int? top = null) =>
    [
        .. JobClasses.Greatest(
                _jobs, job => name(Request(job)), job => JobClasses.Demand(_run.Workload.Jobs[job], _byGpus),
                top ?? _options.TopClasses)
            .Select(group => Class(group.Name, [.. group.Jobs])),
    ];

    private ClassMetrics Class(string name, int[] jobs) => new()
    {
        Name = name,
        Jobs = jobs.Length,
        Ended = jobs.Count(job => JobMeasures.Ended(_run.Jobs[job])),
        QueueingDelaySeconds = Spread(jobs, job => job.QueueingDelay?.TotalSeconds),
        TotalWaitSeconds = Spread(jobs, job => JobMeasures.Ended(job) ? job.TotalWaitTime.TotalSeconds : null),
        JctSeconds = Spread(jobs, job => job.Jct?.TotalSeconds),
        BoundedSlowdown = Spread(jobs, BoundedSlowdown),
        ShareWaitingOverOneHour = ShareWaiting(jobs),
        HeldGpuHours = Hours(jobs, job => job.AllocatedGpuSeconds),
        HeldCoreHours = Hours(jobs, job => job.AllocatedCpuSeconds),
        WastedGpuHours = Hours(jobs, job => job.WastedGpuSeconds),
        Restarts = jobs.Sum(job => (long)_run.Jobs[job].Restarts),
    };

    private double? BoundedSlowdown(JobResult job) =>
        JobMeasures.BoundedSlowdown(job, _options.BoundedSlowdownTauSeconds);

    private JobRequest Request(int job) => _run.Workload.Jobs[job].Request;

    private Distribution Spread(int[] jobs, Func<JobResult, double?> value)
    {
        double[] values = new double[jobs.Length];
        int count = 0;
        foreach (int job in jobs)
        {
            if (value(_run.Jobs[job]) is { } found)
            {
                values[count++] = found;
            }
        }

        return Distribution.Of(values.AsSpan(0, count));
    }

    private double? ShareWaiting(int[] jobs)
    {
        int known = 0, over = 0;
        foreach (int job in jobs)
        {
            bool? waited = JobMeasures.WaitedOver(_run.Jobs[job], OneHour);
            known += waited is null ? 0 : 1;
            over += waited == true ? 1 : 0;
        }

        return Ratio(over, known);
    }

    private double Hours(int[] jobs, Func<JobResult, double> seconds)
    {
        CompensatedSum sum = default;
        foreach (int job in jobs)
        {
            sum.Add(seconds(_run.Jobs[job]));
        }

        return sum.Value / 3600;
    }

    private static double? Ratio(double part, double whole) => whole > 0 ? part / whole : null;
}
