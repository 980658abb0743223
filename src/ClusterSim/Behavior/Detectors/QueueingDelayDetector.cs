using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Finds classes of jobs that wait longer than they used to: the median delays of the newest panes against those
/// before.
/// </summary>
internal sealed class QueueingDelayDetector(QueueingDelayOptions options, DetectorJobs jobs, DetectionLog log)
    : IDetector
{
    private readonly ErrorLedger _ledger = new(options.Budget);
    private readonly Func<double, double, bool> _matters = (before, after) =>
        after >= options.LeastRatio * before && after - before >= options.LeastGrowth.TotalSeconds;

    private readonly Dictionary<string, DelayClass> _byKey = new(StringComparer.Ordinal);
    private readonly List<DelayClass> _classes = [];

    public SimTime NextDeadline { get; private set; } = SimTime.Never;

    public void AdvanceTo(SimTime now)
    {
        if (NextDeadline > now || NextDeadline.IsNever)
        {
            return;
        }

        SimTime end = NextDeadline;
        NextDeadline = SimTime.Never;
        foreach (DelayClass one in _classes)
        {
            if (one.HasStarts && one.Close(end, options.LeastStarts) is { } judged && one.Shift.IsReady)
            {
                Test(one, end, _ledger.Next(judged));
            }
        }
    }

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind != EventKind.JobStarted || happened.Value != 0
            || jobs.Find(happened.Job) is not { SubmitTime.IsNever: false } job
            || SubjectKeys.Of(options.By, job) is not { } key)
        {
            return;
        }

        if (!_byKey.TryGetValue(key, out DelayClass? found))
        {
            ShiftWindow shift = new(options.Before, options.LeastBefore, options.After, doublings: 0);
            _byKey.Add(key, found = new DelayClass(key, shift, happened.Time));
            _classes.Add(found);
        }

        found.Add(happened, (happened.Time - job.SubmitTime).TotalSeconds);
        if (NextDeadline.IsNever)
        {
            NextDeadline = SignalWindow.EndOfPane(happened.Time, options.Pane);
        }
    }

    private void Test(DelayClass one, SimTime now, double level)
    {
        if (one.Shift.Reject(Alternative.Greater, level, _matters) is not var (before, after, test))
        {
            return;
        }

        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"The median queueing delay of {one.Key} rose from {before / 60:0.#} to {after / 60:0.#} minutes"
            + $" and stayed there for {options.After} panes of {options.Pane.TotalHours:0.##} h.");
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"rank sum and serial means, {test.FirstCount} against {test.SecondCount} medians of"
            + $" {options.Pane.TotalHours:0.##} h");
        Recommendation advice =
            new(RecommendedAction.Notify, one.Newest.Job, 0, options.Confidence, 0, text);
        log.Add(
            options, now, one.Newest.Job, one.Key, [one.Newest], advice,
            new DetectionTest(name, test.PValue, level, before, after, "s", test.Effect));
        one.Shift.Clear();
    }
}
