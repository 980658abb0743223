using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>Facts by looking through the whole list of events, minute by minute: the bare definitions.</summary>
internal sealed class NaiveFacts(IReadOnlyList<SimulationEvent> events, double clusterGpus)
{
    private static readonly EventKind[] s_ends =
        [EventKind.JobCompleted, EventKind.JobFailed, EventKind.JobTimedOut, EventKind.JobCancelled];

    private static readonly EventKind[] s_stops = [.. s_ends, EventKind.JobPreempted, EventKind.JobEvicted];

    public double ValueOf(RuleFact fact, int job, double now)
    {
        JobRequest request = RequestOf(job);
        double start = LastStart(job), end = Math.Min(now, Minute(StopAfter(job, start)));
        return fact switch
        {
            RuleFact.RunHours => (end - start) / 60,
            RuleFact.WaitHours => Count(now, m => Stage(job, m) == 'w') / 60.0,
            RuleFact.Restarts => Math.Max(0, Of(job, EventKind.JobStarted).Count() - 1),
            RuleFact.GpuHours => double.IsNaN(start) ? start : Sum(now, m => Held(job, m)) / 60,
            RuleFact.UsedWalltimePercent => double.IsNaN(start) || request.Walltime is not { } limit
                ? double.NaN
                : 100 * Count(now, m => Stage(job, m) == 'r') / limit.TotalMinutes,
            RuleFact.MinutesSinceSample => Samples(job, start).Select(e => now - Minute(e)).LastOrDefault(double.NaN),
            RuleFact.MeanGpuUtilization => Mean(Levels(job, start, end), FirstLevel(job, start)),
            RuleFact.IdlePercent => Mean(
                [.. Levels(job, start, end).Select(level => level < 1 ? 100.0 : 0)],
                FirstLevel(job, start) is var first && double.IsNaN(first) ? first : first < 1 ? 100 : 0),
            RuleFact.PeakGpuUtilization => Highest(Samples(job, start).Select(Utilization)),
            RuleFact.PeakGpuMemoryGb => Highest(Samples(job, start).Select(e => ValueOf(e, Metric.GpuMemory))),
            RuleFact.PeakMemoryPercent => Highest(
                Samples(job, start).Select(e => 100 * ValueOf(e, Metric.Memory) / (request.Instances * 4))),
            RuleFact.ActiveGpus => events.Skip(LastClear(job)).Where(e => e.Job == job)
                .Select(e => ValueOf(e, Metric.ActiveGpus)).LastOrDefault(v => !double.IsNaN(v), double.NaN),
            RuleFact.UserRunningGpus => OfUser(job, other => Held(other, now)),
            RuleFact.UserGpuSharePercent => 100 * OfUser(job, other => Held(other, now)) / clusterGpus,
            RuleFact.UserWaitingJobs => OfUser(job, other => Stage(other, now) == 'w' ? 1 : 0),
            RuleFact.UserJobsFailed24h => OfUser(
                job, other => Of(other, EventKind.JobFailed).Count(e => Minute(e) > now - (24 * 60))),
            RuleFact.WaitingJobs => OfAll(other => Stage(other, now) == 'w' ? 1 : 0),
            RuleFact.WaitingGpus => OfAll(
                other => Stage(other, now) == 'w' ? RequestOf(other).TotalGpuMilli / 1000.0 : 0),
            RuleFact.FreeGpusPercent => 100 * Math.Max(0, clusterGpus - OfAll(o => Held(o, now))) / clusterGpus,
            _ => throw new ArgumentOutOfRangeException(nameof(fact)),
        };
    }

    private static JobRequest RequestOf(int job) => RandomEvents.Workload.Jobs[job].Request;

    private static double Minute(in SimulationEvent e) => e.Kind == EventKind.PlanRefused
        ? double.PositiveInfinity
        : e.Time.Seconds / 60;

    private static double Utilization(SimulationEvent e) => e.Kind == EventKind.UtilizationChanged
        ? e.Value / 10
        : ValueOf(e, Metric.GpuUtilization);

    private static double ValueOf(SimulationEvent e, Metric metric) =>
        e.Kind == EventKind.MetricSampled && (Metric)e.Detail == metric ? e.Value : double.NaN;

    private static double Highest(IEnumerable<double> values) =>
        values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Max();

    private static double Mean(double[] values, double otherwise) => values.Length > 0 ? values.Average() : otherwise;

    private static double OfAll(Func<int, double> value) => Enumerable.Range(0, RandomEvents.Jobs).Sum(value);

    private static double OfUser(int job, Func<int, double> value) => RequestOf(job).User.Length == 0
        ? double.NaN
        : Enumerable.Range(0, RandomEvents.Jobs).Where(o => RequestOf(o).User == RequestOf(job).User).Sum(value);

    private static int Count(double now, Func<double, bool> holds) =>
        Enumerable.Range(0, (int)now).Count(m => holds(m));

    private static double Sum(double now, Func<double, double> value) =>
        Enumerable.Range(0, (int)now).Sum(m => value(m));

    private IEnumerable<SimulationEvent> Of(int job, EventKind kind) =>
        events.Where(e => e.Job == job && e.Kind == kind);

    private double LastStart(int job) =>
        Of(job, EventKind.JobStarted).Select(e => e.Time.Seconds / 60).LastOrDefault(double.NaN);

    // The stop after the last start; PlanRefused when there is none.
    private SimulationEvent StopAfter(int job, double start)
    {
        int from = events.ToList().FindLastIndex(e => e.Job == job && e.Kind == EventKind.JobStarted);
        return double.IsNaN(start)
            ? new SimulationEvent(default, EventKind.PlanRefused)
            : events.Skip(from).FirstOrDefault(
                e => e.Job == job && s_stops.Contains(e.Kind), new SimulationEvent(default, EventKind.PlanRefused));
    }

    // Samples since the last start, in order of the stream.
    private IEnumerable<SimulationEvent> Samples(int job, double start) => double.IsNaN(start)
        ? []
        : events.Skip(events.ToList().FindLastIndex(e => e.Job == job && e.Kind == EventKind.JobStarted))
            .Where(e => e.Job == job && e.Kind is (EventKind.UtilizationChanged or EventKind.MetricSampled));

    private double FirstLevel(int job, double start) =>
        Samples(job, start).Select(Utilization).LastOrDefault(v => !double.IsNaN(v), double.NaN);

    // Values are forgotten at the last start, stop or change of the job.
    private int LastClear(int job) => events.ToList().FindLastIndex(
        e => e.Job == job && (e.Kind is EventKind.JobStarted or EventKind.JobResized || s_stops.Contains(e.Kind))) + 1;

    private double[] Levels(int job, double start, double end)
    {
        List<double> levels = [];
        for (double minute = start; minute < end; minute++)
        {
            double level = double.NaN;
            foreach (SimulationEvent e in events.Where(e => e.Job == job && e.Time.Seconds / 60 <= minute))
            {
                bool clears = e.Kind is EventKind.JobStarted or EventKind.JobResized || s_stops.Contains(e.Kind);
                level = clears ? double.NaN : double.IsNaN(Utilization(e)) ? level : Utilization(e);
            }

            levels.Add(level);
        }

        return [.. levels.Where(level => !double.IsNaN(level))];
    }

    private char Stage(int job, double minute)
    {
        char stage = '-';
        foreach (SimulationEvent e in events.Where(e => e.Job == job && e.Time.Seconds / 60 <= minute))
        {
            stage = e.Kind switch
            {
                EventKind.JobSubmitted or EventKind.JobRetried or EventKind.JobPreempted or EventKind.JobEvicted => 'w',
                EventKind.JobStarted => 'r',
                _ when s_ends.Contains(e.Kind) => 'e',
                _ => stage,
            };
        }

        return stage;
    }

    private double Held(int job, double minute) => Stage(job, minute) != 'r'
        ? 0
        : events.Last(e => e.Job == job && e.Time.Seconds / 60 <= minute
            && e.Kind is (EventKind.JobStarted or EventKind.JobResized)).Gpus
            * RequestOf(job).PerInstance.GpuMilli / 1000.0;
}
