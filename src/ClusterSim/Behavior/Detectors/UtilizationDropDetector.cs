using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Statistics;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Finds jobs whose utilization drops for good. Each pane of a job is one value. A test of the newest values against
/// those before falls due with every pane; it is carried out when a sequential method suspects a change, and reported
/// when it reaches the level that the budget gives it and the fall is large enough to matter.
/// </summary>
internal sealed class UtilizationDropDetector(UtilizationDropOptions options, DetectorJobs jobs, DetectionLog log)
    : IDetector
{
    private readonly ErrorLedger _ledger = new(options.Budget);
    private readonly Func<double, double, bool> _matters = (before, after) => before - after >= options.LeastDrop;
    private readonly Dictionary<(int Job, int Device), WatchedSignal> _signals = [];
    private readonly List<WatchedSignal> _watched = [];
    private readonly Stack<WatchedSignal> _spare = [];
    private readonly List<(WatchedSignal Signal, double Level)> _suspects = [];
    private int _live;

    public SimTime NextDeadline { get; private set; } = SimTime.Never;

    internal int WatchedSignals => _signals.Count;

    public void AdvanceTo(SimTime now)
    {
        while (NextDeadline <= now && !NextDeadline.IsNever)
        {
            SimTime end = NextDeadline;
            foreach (WatchedSignal signal in _watched)
            {
                Close(signal, end);
            }

            TestSuspects(end);
            NextDeadline = _live > 0 ? end + options.Pane : SimTime.Never;
        }
    }

    public void Observe(in SimulationEvent happened)
    {
        switch (happened.Kind)
        {
            case EventKind.UtilizationChanged when options.Metric == Metric.GpuUtilization:
                bool counts = !options.IgnoredPhases.Contains((PhaseKind)happened.Detail);
                Sample(happened, -1, happened.Value / 10, counts);
                break;
            case EventKind.MetricSampled when happened.Detail == (int)options.Metric && happened.Job >= 0:
                Sample(happened, happened.Gpus, happened.Value, counts: true);
                break;
            case EventKind.JobResized or EventKind.JobMigrated:
                ForEachOf(happened.Job, happened.Time, static (self, signal, now) => self.Restart(signal, now));
                break;
            default:
                if (JobStops.Stops(happened))
                {
                    bool ends = JobStops.Ends(happened);
                    ForEachOf(happened.Job, happened.Time, ends
                        ? static (self, signal, now) => self.Forget(signal, now)
                        : static (self, signal, now) => self.Pause(signal, now));
                }

                break;
        }
    }

    private void Sample(in SimulationEvent happened, int device, double value, bool counts)
    {
        if (!_signals.TryGetValue((happened.Job, device), out WatchedSignal? signal))
        {
            if (!counts)
            {
                return;
            }

            signal = _spare.TryPop(out WatchedSignal? used) ? used : NewSignal();
            (signal.Job, signal.Device, signal.Slot) = (happened.Job, device, _watched.Count);
            _signals.Add((happened.Job, device), signal);
            _watched.Add(signal);
        }

        if (!counts)
        {
            Pause(signal, happened.Time);
            return;
        }

        _live += signal.Level.IsKnown ? 0 : 1;
        signal.Level.Observe(happened.Time, value);
        signal.Newest = happened;
        if (NextDeadline.IsNever)
        {
            NextDeadline = SignalWindow.EndOfPane(happened.Time, options.Pane);
        }
    }

    private void Close(WatchedSignal signal, SimTime end)
    {
        double mean = signal.Level.Close(end);
        if (double.IsNaN(mean))
        {
            return;
        }

        signal.Add(mean, 2 * options.After << options.Doublings);
        if (!signal.Shift.IsReady)
        {
            return;
        }

        double level = _ledger.Next(options.Pane);
        if (signal.SuspectedPanes > 0)
        {
            _suspects.Add((signal, level));
        }
    }

    // By job and device, so that the order of detections does not tell who came and went before.
    private void TestSuspects(SimTime end)
    {
        _suspects.Sort(static (one, other) =>
            (one.Signal.Job, one.Signal.Device).CompareTo((other.Signal.Job, other.Signal.Device)));
        foreach ((WatchedSignal signal, double level) in _suspects)
        {
            Test(signal, end, level);
        }

        _suspects.Clear();
    }

    private void Test(WatchedSignal signal, SimTime now, double level)
    {
        if (signal.Shift.Reject(Alternative.Less, level, _matters) is not { Test: var test } found)
        {
            return;
        }

        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"rank sum and serial means, {test.FirstCount} against {test.SecondCount} panes of"
            + $" {options.Pane.TotalMinutes:0.##} min");
        string key = string.Create(CultureInfo.InvariantCulture, $"job={jobs.IdOf(signal.Job)}")
            + (signal.Device >= 0 ? string.Create(CultureInfo.InvariantCulture, $",gpu={signal.Device}") : "");
        log.Add(
            options, now, signal.Job, key, [signal.Suspect, signal.Newest],
            DropAdvice.Make(options, signal, jobs, now, found),
            new DetectionTest(
                name, test.PValue, level / (options.Doublings + 1), found.Before, found.After,
                MetricNames.UnitOf(options.Metric), test.Effect),
            jobs.IdOf(signal.Job));
        signal.Restart();
        signal.Level.Observe(now, ValueOf(signal.Newest));
    }

    private static double ValueOf(in SimulationEvent sample) =>
        sample.Kind == EventKind.UtilizationChanged ? sample.Value / 10 : sample.Value;

    private void Pause(WatchedSignal signal, SimTime now)
    {
        _live -= signal.Level.IsKnown ? 1 : 0;
        signal.Level.Pause(now);
    }

    private void Restart(WatchedSignal signal, SimTime now)
    {
        Pause(signal, now);
        signal.Restart();
    }

    private void Forget(WatchedSignal signal, SimTime now)
    {
        Restart(signal, now);
        _signals.Remove((signal.Job, signal.Device));
        WatchedSignal last = _watched[^1];
        (_watched[signal.Slot], last.Slot) = (last, signal.Slot);
        _watched.RemoveAt(_watched.Count - 1);
        _spare.Push(signal);
    }

    private void ForEachOf(int job, SimTime now, Action<UtilizationDropDetector, WatchedSignal, SimTime> act)
    {
        if (_signals.TryGetValue((job, -1), out WatchedSignal? whole))
        {
            act(this, whole, now);
        }

        for (int device = 0; _signals.TryGetValue((job, device), out WatchedSignal? one); device++)
        {
            act(this, one, now);
        }
    }

    private WatchedSignal NewSignal() => new(
        new SignalWindow(options.Pane, 1),
        new ShiftWindow(options.Before, options.LeastBefore, options.After, options.Doublings),
        options.Method switch
        {
            ChangeMethod.Cusum => new CalibratedCusum(12, 0.5, 5, ChangeDirection.Down, leastDeviation: 1),
            ChangeMethod.PageHinkley => new PageHinkley(12, 1, 50, 0.9999, ChangeDirection.Down),
            ChangeMethod.AdaptiveWindow => new AdaptiveWindow(clock: 1, direction: ChangeDirection.Down),
            _ => null,
        });
}
