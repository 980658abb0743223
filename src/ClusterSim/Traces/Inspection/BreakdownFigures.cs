using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Inspection;

/// <summary>Computes <see cref="InspectedBreakdown"/>s: only those that divide the jobs at all.</summary>
internal sealed class BreakdownFigures
{
    private const string Unnamed = "(none)";
    private static readonly long[] s_sizesMilli = [0, 999, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000];
    private readonly ImmutableArray<Job> _jobs;
    private readonly bool _byGpus;
    private readonly int _top;
    private readonly double _demand;
    private readonly double _delay;

    public BreakdownFigures(ImmutableArray<Job> jobs, int top)
    {
        _jobs = jobs;
        _top = top;
        _byGpus = jobs.Any(job => job.Request.PerInstance.Gpus > 0);
        _demand = jobs.Sum(Demand);
        _delay = jobs.Sum(job => JobFigures.DelaySeconds(job) ?? 0);
    }

    public ImmutableArray<InspectedBreakdown> All() =>
    [
        .. new[]
        {
            Ordered(_byGpus ? "size in GPUs" : "size in cores", SizeClass, SizeName),
            Named("role", job => job.Request.Role),
            Named("outcome", job => job.Profile.Outcome.ToString()),
            Ordered("max instances per node", job => job.Request.MaxInstancesPerNode ?? int.MaxValue, LimitName),
            Named("GPU models", job => string.Join('|', job.Request.GpuModels)),
            Named("queue", job => job.Request.Queue),
            Named("user", job => job.Request.User),
            Named("application", job => job.Request.Application),
        }.Where(breakdown => breakdown.ClassCount > 1),
    ];

    private InspectedBreakdown Ordered(string by, Func<Job, int> key, Func<int, string> name)
    {
        ImmutableArray<InspectedClass> classes =
            [.. _jobs.GroupBy(key).OrderBy(group => group.Key).Select(group => ClassOf(name(group.Key), [.. group]))];
        return new InspectedBreakdown(by, DemandUnit, classes.Length, classes);
    }

    private InspectedBreakdown Named(string by, Func<Job, string> name)
    {
        List<InspectedClass> classes =
        [
            .. _jobs.GroupBy(name, StringComparer.Ordinal)
                .Select(group => ClassOf(group.Key.Length > 0 ? group.Key : Unnamed, [.. group]))
                .OrderByDescending(c => c.DelayShare ?? 0)
                .ThenByDescending(c => c.DemandShare ?? 0)
                .ThenByDescending(c => c.Jobs)
                .ThenBy(c => c.Name, StringComparer.Ordinal),
        ];
        return new InspectedBreakdown(by, DemandUnit, classes.Count, [.. classes.Take(_top)]);
    }

    private InspectedClass ClassOf(string name, List<Job> jobs)
    {
        Distribution delay = Distribution.Of([.. jobs.Select(JobFigures.DelaySeconds).OfType<double>()]);
        return new InspectedClass(
            name,
            jobs.Count,
            _demand > 0 ? jobs.Sum(Demand) / _demand : null,
            Distribution.Of([.. jobs.Select(JobFigures.RunTimeSeconds).OfType<double>()]),
            delay,
            _delay > 0 ? (delay.Sum ?? 0) / _delay : null);
    }

    private string DemandUnit => _byGpus ? "GPU-hours" : "core-hours";

    private double Demand(Job job) =>
        (_byGpus ? JobFigures.Gpus(job) : JobFigures.Cores(job)) * job.Profile.RunTime.TotalSeconds;

    /// <summary>Index of the first class whose upper bound is not below the job's size.</summary>
    private int SizeClass(Job job)
    {
        long milli = _byGpus ? job.Request.TotalGpuMilli : job.Request.TotalCpuMilli;
        int index = Array.FindIndex(s_sizesMilli, bound => milli <= bound);
        return index < 0 ? s_sizesMilli.Length : index;
    }

    private static string SizeName(int index)
    {
        long below = index > 0 ? s_sizesMilli[index - 1] / 1000 : 0;
        return index switch
        {
            0 => "0",
            1 => "below 1",
            2 => "1",
            _ when index == s_sizesMilli.Length => string.Create(CultureInfo.InvariantCulture, $"above {below}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"above {below} to {s_sizesMilli[index] / 1000}"),
        };
    }

    private static string LimitName(int limit) =>
        limit == int.MaxValue ? "no limit" : limit.ToString(CultureInfo.InvariantCulture);
}
