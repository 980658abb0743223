using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Inspection;

/// <summary>Computes a <see cref="TraceInspection"/>.</summary>
internal static class InspectionFigures
{
    public static TraceInspection Of(Trace trace, ImmutableArray<Job> jobs, int bins, int top) =>
        jobs.IsEmpty ? Empty(trace) : new TraceInspection
        {
            Report = trace.Report,
            Machine = trace.Machine,
            Jobs = jobs.Length,
            Instances = jobs.Sum(job => (long)job.Request.Instances),
            Users = Different(jobs, job => job.Request.User),
            Applications = Different(jobs, job => job.Request.Application),
            Queues = Different(jobs, job => job.Request.Queue),
            StandingJobs = jobs.Count(job => job.Recorded is { Submitted: false }),
            CensoredJobs = jobs.Count(job => job.Profile.Censored),
            FirstSubmitSeconds = jobs[0].SubmitTime.Seconds,
            LastSubmitSeconds = jobs[^1].SubmitTime.Seconds,
            RunTimeSeconds = Distribution.Of([.. jobs.Select(JobFigures.RunTimeSeconds).OfType<double>()]),
            DelaySeconds = Distribution.Of([.. jobs.Select(JobFigures.DelaySeconds).OfType<double>()]),
            InterarrivalSeconds = Distribution.Of([.. Interarrivals(jobs)]),
            GpusPerJob = Distribution.Of([.. jobs.Select(JobFigures.Gpus).Where(gpus => gpus > 0)]),
            CoresPerJob = Distribution.Of([.. jobs.Select(JobFigures.Cores).Where(cores => cores > 0)]),
            Estimates = EstimatesOf(jobs),
            Utilization = UtilizationFigures.Of(jobs),
            Load = new LoadFigures(jobs).Of(MachineCores(trace.Machine), bins),
            Breakdowns = new BreakdownFigures(jobs, top).All(),
        };

    private static TraceInspection Empty(Trace trace)
    {
        Distribution nothing = new();
        return new TraceInspection
        {
            Report = trace.Report,
            Machine = trace.Machine,
            Jobs = 0,
            Instances = 0,
            Users = 0,
            Applications = 0,
            Queues = 0,
            StandingJobs = 0,
            CensoredJobs = 0,
            FirstSubmitSeconds = 0,
            LastSubmitSeconds = 0,
            RunTimeSeconds = nothing,
            DelaySeconds = nothing,
            InterarrivalSeconds = nothing,
            GpusPerJob = nothing,
            CoresPerJob = nothing,
            Load = new InspectedLoad(0, 0, 0, 0, 0, MachineCores(trace.Machine), null, null, []),
            Breakdowns = [],
        };
    }

    private static int Different(ImmutableArray<Job> jobs, Func<Job, string> name) =>
        jobs.Select(name).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Count();

    private static IEnumerable<double> Interarrivals(ImmutableArray<Job> jobs)
    {
        Job? previous = null;
        foreach (Job job in jobs.Where(job => job.Recorded is not { Submitted: false }))
        {
            if (previous is not null)
            {
                yield return (job.SubmitTime - previous.SubmitTime).TotalSeconds;
            }

            previous = job;
        }
    }

    private static InspectedEstimates? EstimatesOf(ImmutableArray<Job> jobs)
    {
        var known = jobs
            .Where(job => job.Request.Walltime > TimeSpan.Zero && JobFigures.RunTimeSeconds(job) is not null)
            .Select(job => (Run: job.Profile.RunTime.TotalSeconds, Walltime: job.Request.Walltime!.Value.TotalSeconds))
            .ToList();
        return known.Count == 0 ? null : new InspectedEstimates(
            known.Count,
            Distribution.Of([.. known.Select(job => job.Run / job.Walltime)]),
            known.Count(job => job.Run > job.Walltime),
            known.Sum(job => job.Run) / known.Sum(job => job.Walltime));
    }

    private static long? MachineCores(MachineHint? machine) =>
        machine?.Shorthand.Split(':') is ["cores", { } count] ? long.Parse(count, CultureInfo.InvariantCulture) : null;
}
