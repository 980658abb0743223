using System.Collections.Immutable;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Inspection;

/// <summary>Computes <see cref="InspectedLoad"/>.</summary>
internal sealed class LoadFigures
{
    private const double SecondsPerHour = 3600, Milli = 1000;
    private readonly ImmutableArray<Job> _jobs;
    private readonly SimTime _first;
    private readonly SimTime _last;

    public LoadFigures(ImmutableArray<Job> jobs)
    {
        _jobs = jobs;
        _first = jobs[0].SubmitTime;
        _last = jobs.Max(JobFigures.End);
    }

    public InspectedLoad Of(long? machineCores, int bins)
    {
        double span = (_last - _first).TotalSeconds;
        double coreHours = _jobs.Sum(job => JobFigures.Cores(job) * job.Profile.RunTime.TotalSeconds) / SecondsPerHour;
        (double peakCores, double above) = Peak(job => job.Request.TotalCpuMilli, machineCores * (long)Milli);
        return new InspectedLoad(
            span,
            _jobs.Sum(job => JobFigures.Gpus(job) * job.Profile.RunTime.TotalSeconds) / SecondsPerHour,
            coreHours,
            Peak(job => job.Request.TotalGpuMilli, null).Peak,
            peakCores,
            machineCores,
            machineCores is { } cores && span > 0 ? coreHours * SecondsPerHour / (cores * span) : null,
            machineCores is not null && span > 0 ? above / span : null,
            Bins(span > 0 ? bins : 1));
    }

    /// <summary>Most milli-units in use at once, and the seconds during which more than a limit are.</summary>
    private (double Peak, double SecondsAbove) Peak(Func<Job, long> milli, long? limit)
    {
        // At one instant ends come before starts, since a negative change sorts first.
        List<(long Ticks, long Change)> changes = new(2 * _jobs.Length);
        foreach (Job job in _jobs.Where(job => milli(job) > 0 && job.Profile.RunTime > TimeSpan.Zero))
        {
            changes.Add((JobFigures.Start(job).Ticks, milli(job)));
            changes.Add((JobFigures.End(job).Ticks, -milli(job)));
        }

        changes.Sort();
        long used = 0, peak = 0, before = 0;
        double above = 0;
        foreach ((long ticks, long change) in changes)
        {
            above += used > limit ? (ticks - before) / (double)TimeSpan.TicksPerSecond : 0;
            used += change;
            before = ticks;
            peak = Math.Max(peak, used);
        }

        return (peak / Milli, above);
    }

    private ImmutableArray<InspectedBin> Bins(int count)
    {
        double width = Math.Max((_last - _first).TotalSeconds, double.Epsilon) / count;
        int[] submissions = new int[count];
        BinnedLoad gpus = new(count), cores = new(count);
        foreach (Job job in _jobs)
        {
            int bin = Math.Min(count - 1, (int)(Offset(job.SubmitTime) / width));
            submissions[bin] += job.Recorded is { Submitted: false } ? 0 : 1;
            (double start, double end) = (Offset(JobFigures.Start(job)) / width, Offset(JobFigures.End(job)) / width);
            gpus.Add(start, end, JobFigures.Gpus(job));
            cores.Add(start, end, JobFigures.Cores(job));
        }

        double[] meanGpus = gpus.Means(), meanCores = cores.Means();
        return
        [
            .. Enumerable.Range(0, count).Select(i => new InspectedBin(
                _first.Seconds + (i * width), _first.Seconds + ((i + 1) * width), submissions[i], meanGpus[i],
                meanCores[i])),
        ];
    }

    private double Offset(SimTime time) => (time - _first).TotalSeconds;
}
