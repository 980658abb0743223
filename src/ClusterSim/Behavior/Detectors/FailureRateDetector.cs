using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Finds subjects whose jobs fail more often than those of all others in the same panes: Fisher's exact test on ended
/// jobs, or for nodes the comparison of two Poisson rates on failures and hours of running.
/// </summary>
internal sealed class FailureRateDetector(FailureRateOptions options, DetectorJobs jobs, DetectionLog log) : IDetector
{
    private readonly ErrorLedger _ledger = new(options.Budget);
    private readonly Dictionary<string, FailureCounts> _byKey = new(StringComparer.Ordinal);
    private readonly List<FailureCounts> _subjects = [];
    private readonly FailureCounts _all = new("", options.Panes);

    public SimTime NextDeadline { get; private set; } = SimTime.Never;

    private bool PerHour => options.By == DetectorSubject.Node;

    public void AdvanceTo(SimTime now)
    {
        while (NextDeadline <= now && !NextDeadline.IsNever)
        {
            SimTime end = NextDeadline;
            foreach (FailureCounts one in _subjects)
            {
                Judge(one, end);
            }

            _all.Turn();
            _subjects.ForEach(one => one.Turn());
            // Panes without an end of a job change nothing but to grow old; the next event turns the rest.
            NextDeadline = _all.Trials + _all.Failures > 0 ? end + options.Pane : SimTime.Never;
        }
    }

    public void Observe(in SimulationEvent happened)
    {
        bool failed = happened.Kind == EventKind.JobFailed || (PerHour && happened.Kind == EventKind.JobEvicted);
        bool ended = failed || happened.Kind is EventKind.JobCompleted or EventKind.JobTimedOut;
        if (!ended || jobs.Find(happened.Job) is not { } job || SubjectKeys.Of(options.By, job) is not { } key)
        {
            return;
        }

        if (!_byKey.TryGetValue(key, out FailureCounts? found))
        {
            _byKey.Add(key, found = new FailureCounts(key, options.Panes));
            _subjects.Add(found);
        }

        double hours = job.LastRun.TotalHours;
        found.Add(failed, ended, hours, happened);
        _all.Add(failed, ended, hours, happened);
        if (NextDeadline.IsNever)
        {
            NextDeadline = SignalWindow.EndOfPane(happened.Time, options.Pane);
        }
    }

    private void Judge(FailureCounts one, SimTime now)
    {
        if (one.Trials == 0)
        {
            return;
        }

        double level = _ledger.Next(options.Pane);
        int others = _all.Failures - one.Failures, otherTrials = _all.Trials - one.Trials;
        double otherHours = _all.Hours - one.Hours;
        if (one.Silent > 0 || one.Failures < options.LeastFailures || otherTrials == 0)
        {
            return;
        }

        double here = PerHour ? one.Failures / one.Hours : one.Failures / (double)one.Trials;
        double there = PerHour ? others / otherHours : others / (double)otherTrials;
        double p = PerHour
            ? RateTest.HigherRate(one.Failures, one.Hours, others, otherHours)
            : RateTest.HigherShare(one.Failures, one.Trials, others, otherTrials);
        if (p <= level && here >= options.LeastRatio * there)
        {
            Report(one, now, new DetectionTest(
                PerHour ? "comparison of two Poisson rates" : "Fisher's exact test", p, level,
                PerHour ? there : 100 * there, PerHour ? here : 100 * here,
                PerHour ? "failures/h" : "%", RatioOf(here, there, otherTrials, otherHours)));
        }
    }

    // Without a failure elsewhere half a one is assumed, so that the ratio stays finite.
    private double RatioOf(double here, double there, int otherTrials, double otherHours) =>
        here / (there > 0 ? there : 0.5 / (PerHour ? otherHours : otherTrials));

    private void Report(FailureCounts one, SimTime now, DetectionTest test)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Failures} failures of {one.Key} in {options.Panes * options.Pane.TotalHours:0.##} h:"
            + $" {test.After:0.###} {test.Unit}, with the others {test.Before:0.###} {test.Unit}.");
        Recommendation advice = new(RecommendedAction.Notify, one.Newest.Job, 0, options.Confidence, 0, text);
        log.Add(options, now, one.Newest.Job, one.Key, [one.Newest], advice, test);
        one.Silent = options.Panes;
    }
}
