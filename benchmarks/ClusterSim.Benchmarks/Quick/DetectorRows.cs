using System.Globalization;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Events;
using ClusterSim.Statistics;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>What detectors cost, how often they raise a false alarm, and how late they are.</summary>
internal static class DetectorRows
{
    private const int Values = 1_000_000, DropMinute = 600;

    private static readonly ChangeMethod[] Methods =
        [ChangeMethod.Cusum, ChangeMethod.PageHinkley, ChangeMethod.AdaptiveWindow, ChangeMethod.None];

    public static IEnumerable<QuickRow> Measure() =>
        [.. Methodical(), Search(), Monitor(), .. Methods.SelectMany(FalseAlarms), .. Delays()];

    private static IEnumerable<QuickRow> Methodical()
    {
        double[] stream = Stream();
        (string Name, IChangeDetector Detector)[] all =
        [
            ("CUSUM", new CalibratedCusum()), ("Page-Hinkley", new PageHinkley()),
            ("ADWIN, clock 32", new AdaptiveWindow()),
        ];
        foreach ((string name, IChangeDetector detector) in all)
        {
            Measurement[] cost = Measurement.OfEach(5, () => Sum(stream), () => Feed(detector, stream));
            yield return new QuickRow(
                Text($"{name}, {Values:N0} values"),
                Text($"adding them up {Nanoseconds(cost[0], Values):0.0} ns/value"),
                Text($"{Nanoseconds(cost[1], Values):0.0} ns/value, {cost[1].AllocatedBytes / (double)Values:0.###} B"),
                cost[1].Cpu / cost[0].Cpu,
                "<= 100 ns/value, no allocation",
                Nanoseconds(cost[1], Values) <= 100 && cost[1].AllocatedBytes < 100_000);
        }
    }

    private static QuickRow Search()
    {
        double[] stream = Stream()[..100_000];
        double penalty = ChangePoints.Penalty(stream);
        Measurement[] cost = Measurement.OfEach(
            3,
            () => ChangePoints.BinarySegmentation(stream, penalty, 10),
            () => ChangePoints.Pelt(stream, penalty, 10));
        return new QuickRow(
            Text($"PELT, {stream.Length:N0} values, a change every 500"),
            Text($"binary segmentation {cost[0].Cpu.TotalMilliseconds:0} ms"),
            Text($"{cost[1].Cpu.TotalMilliseconds:0} ms"),
            cost[1].Cpu / cost[0].Cpu,
            "<= 1 s",
            cost[1].Cpu.TotalSeconds <= 1);
    }

    private static QuickRow Monitor()
    {
        TelemetryLoad load = new(jobs: 1_000, days: 1, correlation: 0);
        Measurement[] cost = Measurement.OfEach(
            3,
            () => load.Play(new Nobody(), (_, _) => 70),
            () => load.Play(new DetectorMonitor([new UtilizationDropOptions()], load), (_, _) => 70));
        double each = Nanoseconds(cost[1], load.Samples) - Nanoseconds(cost[0], load.Samples);
        return new QuickRow(
            Text($"utilization-drop, 1,000 jobs, {load.Samples:N0} samples"),
            Text($"making the samples {Nanoseconds(cost[0], load.Samples):0} ns"),
            Text($"{each:0} ns/sample, {cost[1].AllocatedBytes / load.Samples} B"),
            cost[1].Cpu / cost[0].Cpu,
            "<= 1,000 ns/sample",
            each <= 1000);
    }

    private static IEnumerable<QuickRow> FalseAlarms(ChangeMethod method)
    {
        foreach (double correlation in (double[])[0, 0.9])
        {
            TelemetryLoad load = new(jobs: 200, days: 10, correlation);
            DetectorMonitor strict = new([new UtilizationDropOptions { Method = method }], load);
            DetectorMonitor loose = new([new UtilizationDropOptions { Method = method, LeastDrop = 0 }], load);
            load.Play(strict, (_, _) => 60);
            load.Play(loose, (_, _) => 60);
            yield return new QuickRow(
                Text($"utilization-drop, {method}, {load.JobDays:N0} healthy job-days, correlation {correlation}"),
                Text($"without least drop {loose.Detections.Count}"),
                Text($"{strict.Detections.Count} false alarms"),
                double.NaN,
                "<= 1 in 1,000 job-days",
                strict.Detections.Count <= load.JobDays / 1000);
        }
    }

    private static IEnumerable<QuickRow> Delays()
    {
        (double, double, double, bool)[] falls = [(80, 10, 0.9, true), (70, 35, 0, true), (70, 35, 0.9, false)];
        foreach ((double before, double after, double correlation, bool goal) in falls)
        {
            TelemetryLoad load = new(jobs: 1_000, days: 0.6, correlation);
            double[] delays = load.Delays(new UtilizationDropOptions(), before, after, DropMinute);
            double found = delays.Length / 1000.0, median = Quantiles.OfSorted(delays, 0.5);
            yield return new QuickRow(
                Text($"utilization-drop, 1,000 falls from {before} to {after} %, correlation {correlation}"),
                "",
                Text($"{100 * found:0.0} % found after {median:0} min (95 %: ")
                    + Text($"{Quantiles.OfSorted(delays, 0.95):0} min)"),
                double.NaN,
                goal ? "99 % found, median <= 45 min" : "",
                !goal || (found >= 0.99 && median <= 45));
        }
    }

    private static double[] Stream()
    {
        double[] stream = new double[Values];
        uint state = 7;
        for (int i = 0; i < stream.Length; i++)
        {
            state = unchecked((state * 1_664_525) + 1_013_904_223);
            stream[i] = (state / (double)uint.MaxValue) + (i / 500 % 2);
        }

        return stream;
    }

    private static void Feed(IChangeDetector detector, double[] stream)
    {
        detector.Reset();
        foreach (double value in stream)
        {
            if (detector.Observe(value))
            {
                detector.Reset();
            }
        }
    }

    private static double Sum(double[] stream)
    {
        double sum = 0;
        foreach (double value in stream)
        {
            sum += value;
        }

        return sum;
    }

    private static double Nanoseconds(Measurement cost, long count) => cost.Cpu.TotalNanoseconds / count;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Nobody : IEventObserver
    {
        public void Observe(in SimulationEvent happened)
        {
        }
    }
}
