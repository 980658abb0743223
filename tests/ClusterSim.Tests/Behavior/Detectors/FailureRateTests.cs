using ClusterSim.Behavior;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Events;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Behavior.Detectors;

/// <summary>Failing users and nodes on streams with and without one.</summary>
public sealed class FailureRateTests
{
    private const double Day = 24 * 60;

    // Ten users with one job in 20 minutes each, one in 20 of which fails; user 3 fails every second time from day 2
    // on: about 36 of 72 failures a day against 5 %.
    [Test]
    public void TheUserWhoseJobsFailIsNamed()
    {
        DetectorFeed feed = new(new FailureRateOptions());
        Play(feed, days: 4, (user, _, day) => user == 3 && day >= 2 ? 0.5 : 0.05);
        Assert.That(feed.Found, Is.Not.Empty);
        Assert.That(feed.Found.Select(d => d.Key), Is.All.EqualTo("user=u3"));
        Detection first = feed.Found[0];
        Assert.That(first.Time.Seconds / 60 / Day, Is.InRange(2, 3));
        Assert.That(first.Test!.After, Is.GreaterThan(3 * first.Test.Before));
        Assert.That(first.Evidence.Single().Kind, Is.EqualTo(EventKind.JobFailed));
    }

    [Test]
    public void TheNodeOnWhichJobsFailIsNamed()
    {
        DetectorFeed feed = new(new FailureRateOptions { By = DetectorSubject.Node });
        Play(feed, days: 4, (_, node, day) => node == 5 && day >= 2 ? 0.5 : 0.03);
        Assert.That(feed.Found, Is.Not.Empty);
        Assert.That(
            feed.Found.Select(d => (d.RuleId, d.Key)), Is.All.EqualTo(("detector.node-failure-rate", "node=5")));
        Assert.That(feed.Found[0].Test!.Unit, Is.EqualTo("failures/h"));
    }

    // All users and nodes alike, budget 0.1 a day and subject: 30 streams of 10 subjects over 5 days expect at most
    // 150; 201 is the 99.997 % quantile of Poisson(150).
    [TestCase(DetectorSubject.User)]
    [TestCase(DetectorSubject.Node)]
    public void TheFalseAlarmsKeepToTheBudget(DetectorSubject by)
    {
        FailureRateOptions bold =
            new() { By = by, Budget = ErrorBudget.PerDay(0.1), LeastFailures = 1, LeastRatio = 1, Panes = 1 };
        int alarms = 0;
        for (int seed = 0; seed < 30; seed++)
        {
            DetectorFeed feed = new(bold);
            Play(feed, days: 5, (_, _, _) => 0.2, seed);
            alarms += feed.Found.Count;
        }

        Assert.That(alarms, Is.LessThanOrEqualTo(201).And.GreaterThan(0));
    }

    // Jobs of 20 minutes one after the other for each user; nodes are drawn.
    private static void Play(DetectorFeed feed, int days, Func<int, int, double, double> failing, int seed = 5)
    {
        RandomStream random = new(seed, "failures");
        for (int slot = 0; slot < days * 72; slot++)
        {
            double minute = slot * 20;
            int[] nodes = [.. Enumerable.Range(0, 10).Select(_ => random.NextInt(10))];
            for (int user = 0; user < 10; user++)
            {
                feed.Submit(minute, user, DetectorFeed.Request(user: $"u{user}"));
                feed.Start(minute, user, node: nodes[user]);
            }

            for (int user = 0; user < 10; user++)
            {
                bool fails = random.NextDouble() < failing(user, nodes[user], minute / Day);
                feed.Send(minute + 19, fails ? EventKind.JobFailed : EventKind.JobCompleted, user);
            }
        }

        feed.Clock(days * Day);
    }
}
