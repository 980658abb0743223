using System.Diagnostics;
using System.Globalization;
using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>Rules over events at 10,000 running jobs: events a second, bytes, time to a recommendation.</summary>
internal static class RuleRows
{
    private const int Jobs = 10_000, Events = 1_000_000;
    private const double GoalEventsPerSecond = 1e6, GoalLatencyMs = 1;

    public static IEnumerable<QuickRow> Measure()
    {
        foreach (int rules in new[] { 1, 10, 100 })
        {
            RuleMonitor monitor = Started(rules);
            Measurement cost = Measurement.OfEach(5, () => Replay(monitor, 60, 10))[0];
            double perSecond = Events / cost.Cpu.TotalSeconds;
            yield return new QuickRow(
                Text($"{rules} rules over events, {Jobs:N0} running jobs, samples that mean nothing"),
                "",
                Text($"{perSecond / 1e6:0.00} M events/s, {cost.AllocatedBytes / (double)Events:0.###} B/event"),
                double.NaN,
                "> 1 M events/s, 0 B/event",
                perSecond > GoalEventsPerSecond && cost.AllocatedBytes < Events / 1000);
        }

        yield return Latency();
    }

    // Every sample crosses levels of many rules; hits fall at once.
    private static QuickRow Latency()
    {
        RuleMonitor monitor = Started(100);
        var spent = new double[Events / 10];
        long hits = 0;
        for (int i = 0; i < spent.Length; i++)
        {
            double value = i / Jobs % 2 == 0 ? 10 : 700;
            SimulationEvent happened = Sample(i, value);
            long before = Stopwatch.GetTimestamp();
            monitor.Observe(happened);
            spent[i] = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
            hits += monitor.TakeDetections().Length;
        }

        Array.Sort(spent);
        double p99 = spent[spent.Length * 99 / 100];
        return new QuickRow(
            Text($"100 rules, {Jobs:N0} running jobs, event to recommendation, {hits:N0} hits"),
            "",
            Text($"p50 {spent[spent.Length / 2]:0.000}, p99 {p99:0.000}, max {spent[^1]:0.0} ms wall"),
            double.NaN,
            "p99 < 1 ms",
            p99 < GoalLatencyMs);
    }

    private static RuleMonitor Started(int rules)
    {
        Workload workload = new(Enumerable.Range(0, Jobs).Select(i => new Job
        {
            Id = Text($"j{i}"),
            SubmitTime = SimTime.Zero,
            Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 1), User = Text($"u{i % 100}") },
            Profile = new JobProfile { RunTime = TimeSpan.FromDays(1) },
        }));
        RuleMonitor monitor = new([RulesOf(rules)], workload);
        for (int job = 0; job < Jobs; job++)
        {
            monitor.Observe(new SimulationEvent(SimTime.Zero, EventKind.JobStarted, job, Gpus: 1));
            monitor.Observe(new SimulationEvent(SimTime.Zero, EventKind.UtilizationChanged, job, Value: 650));
        }

        monitor.AdvanceTo(SimTime.FromSeconds(1));
        return monitor;
    }

    // Levels from 2 to 49.5 %: samples above 60 % cross none of them.
    private static RuleSet RulesOf(int count)
    {
        string path = Path.GetTempFileName() + ".yaml";
        File.WriteAllText(path, "rules:\n" + string.Concat(Enumerable.Range(0, count).Select(i =>
            Text($"  - cre: {{id: BENCH-{i}}}\n")
            + "    rule: {set: {event: {source: clustersim.events}, correlations: [job], match: "
            + Text($"[{{value: gpu utilization below {2 + (i * 0.5m):0.0}, ")
            + "where: [gpus >= 1, run_hours < 1000]}]}}\n"
            + "    action: {recommend: notify, confidence: 0.5, explanation: '{job} of {user}'}\n")));
        RuleSet rules = CreRules.Load(path);
        File.Delete(path);
        return rules;
    }

    private static void Replay(RuleMonitor monitor, int lowPercent, int steps)
    {
        for (int i = 0; i < Events; i++)
        {
            monitor.Observe(Sample(0, 10 * (lowPercent + (i % steps))) with { Job = i % Jobs });
        }
    }

    private static SimulationEvent Sample(int i, double permille) => new(
        SimTime.FromSeconds(2 + (i * 0.001)), EventKind.UtilizationChanged, i % Jobs, Gpus: 1, Value: permille);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
