using ClusterSim.Behavior.Detectors;
using ClusterSim.Events;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Behavior.Detectors;

/// <summary>Nodes that slow jobs down, on streams with and without one.</summary>
public sealed class SlowNodeTests
{
    // Ten nodes, steps of about 1 s with 5 % noise; node 7 takes 30 % longer.
    [TestCase(true)]
    [TestCase(false)]
    public void TheSlowNodeIsNamed(bool steps)
    {
        DetectorFeed feed = new(new SlowNodeOptions());
        Play(feed, slots: 40, node => node == 7 ? 1.3 : 1, steps);
        Assert.That(feed.Found, Is.Not.Empty);
        Assert.That(feed.Found.Select(d => (d.RuleId, d.Key)), Is.All.EqualTo(("detector.slow-node", "node=7")));
        Assert.That(feed.Found[0].Test!.After / feed.Found[0].Test!.Before, Is.EqualTo(1.3).Within(0.1));
        Assert.That(feed.Found[0].Recommendation!.Explanation, Does.Contain("node 7"));
    }

    // All nodes alike at a budget of 0.5 a day and node, runs of an hour: 4 streams of 10 nodes over 10 days expect 200
    // at most, and 258 is the 99.997 % quantile of Poisson(200).
    [Test]
    public void TheFalseAlarmsKeepToTheBudget()
    {
        SlowNodeOptions bold = new() { Budget = ErrorBudget.PerDay(0.5), LeastRatio = 1, Peers = 24 };
        int alarms = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            DetectorFeed feed = new(bold);
            Play(feed, slots: 240, _ => 1, steps: true, seed);
            alarms += feed.Found.Count;
        }

        Assert.That(alarms, Is.LessThanOrEqualTo(258).And.GreaterThan(50));
    }

    // Applications differ in pace by a factor of ten; that says nothing about nodes.
    [Test]
    public void PacesAreComparedWithinAnApplicationAndSize()
    {
        DetectorFeed feed = new(new SlowNodeOptions());
        Play(feed, slots: 60, _ => 1, steps: true, paceOf: (node, gpus) => gpus == 2 ? 10 : 1);
        Assert.That(feed.Found, Is.Empty);
    }

    private static void Play(
        DetectorFeed feed, int slots, Func<int, double> factor, bool steps, int seed = 9,
        Func<int, int, double>? paceOf = null)
    {
        RandomStream random = new(seed, "paces");
        NormalDistribution noise = new(1, 0.05);
        for (int slot = 0; slot < slots; slot++)
        {
            double minute = slot * 60;
            for (int node = 0; node < 10; node++)
            {
                feed.Submit(minute, node).Start(minute, node, gpus: Gpus(node), node: node);
            }

            double[] paces = [.. Enumerable.Range(0, 10).Select(node =>
                factor(node) * (paceOf?.Invoke(node, Gpus(node)) ?? 1) * noise.Sample(random))];
            for (int sample = 0; sample <= 2; sample++)
            {
                for (int node = 0; node < 10; node++)
                {
                    _ = steps
                        ? feed.Sample(minute + sample, Metric.StepTime, paces[node], node)
                        : feed.Send(minute + sample, EventKind.JobProgressed, node, value: sample * 60 / paces[node]);
                }
            }

            for (int node = 0; node < 10; node++)
            {
                feed.Send(minute + 59, EventKind.JobCompleted, node);
            }
        }

        int Gpus(int node) => paceOf is null || node % 2 == 0 ? 2 : 4;
    }
}
