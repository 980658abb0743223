using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.Tests.Behavior;

/// <summary>The monitor with its index, pools and deadlines against one that has none of them.</summary>
public sealed class MonitorEqualityTests
{
    private const int Streams = 250, Rules = 12, Events = 80;

    [Test]
    public void TheIndexedMonitorFindsWhatANaiveOneFinds()
    {
        int found = 0;
        for (int i = 0; i < Streams; i++)
        {
            RandomStream random = new(12, $"monitor-{i}");
            NaiveRule[] rules = [.. Enumerable.Range(0, Rules).Select(_ => NaiveRule.Draw(random))];
            RuleSet set = RuleText.Load("rules:\n" + string.Concat(rules.Select((rule, n) => rule.ToYaml(n))));
            RuleMonitor ours = new([set], RandomEvents.Workload);
            NaiveMonitor naive = new(rules);
            List<SimulationEvent> events = RandomEvents.Draw(random, Events);
            foreach (SimulationEvent happened in events)
            {
                ours.Observe(happened);
                naive.Observe(happened);
            }

            SimTime end = events[^1].Time + TimeSpan.FromDays(1);
            ours.AdvanceTo(end);
            naive.AdvanceTo(end.Ticks);
            Assert.That(
                ours.Detections.Select(d => Line(int.Parse(d.CreId[5..]), d.Time, d.Evidence)).Order(),
                Is.EqualTo(naive.Found.Select(f => Line(f.Rule, f.Time, f.Evidence)).Order()), $"stream {i}");
            found += ours.Detections.Count;
        }

        Assert.That(found, Is.GreaterThan(5 * Streams));
    }

    private static string Line(int rule, SimTime time, IEnumerable<SimulationEvent> evidence) =>
        $"{rule} {time.Seconds / 60} {string.Join("; ", evidence)}";
}
