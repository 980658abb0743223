using ClusterSim.Behavior;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Events;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Behavior.Detectors;

/// <summary>Growing queueing delays on streams whose changes are known, and on streams without any.</summary>
public sealed class QueueingDelayTests
{
    private const double Day = 24 * 60;

    // One job an hour; delays about 10 minutes, from day 8 on about an hour. Four panes of 6 hours make day 9 the first
    // possible moment; the other queue is as before.
    [Test]
    public void AQueueThatBecomesSlowIsNamed()
    {
        DetectorFeed feed = new(new QueueingDelayOptions());
        Play(feed, days: 12, (queue, day) => queue == "a" && day >= 8 ? 60 : 10);
        Detection found = feed.Found.Single();
        Assert.Multiple(() =>
        {
            Assert.That(found.Key, Is.EqualTo("queue=a"));
            Assert.That(found.Time.Seconds / 60 / Day, Is.InRange(8.5, 9.5));
            Assert.That(found.Test!.PValue, Is.LessThanOrEqualTo(found.Test.Level));
            Assert.That(found.Test.After / found.Test.Before, Is.InRange(3, 12));
            Assert.That(found.Recommendation!.Action, Is.EqualTo(RecommendedAction.Notify));
        });
    }

    // 40 independent streams of two queues over 30 days at a budget of 0.05 a day and class: 120 are expected at most;
    // 166 is the 99.997 % quantile of Poisson(120).
    [Test]
    public void TheFalseAlarmsKeepToTheBudget()
    {
        QueueingDelayOptions bold =
            new() { Budget = ErrorBudget.PerDay(0.05), LeastRatio = 1, LeastGrowth = TimeSpan.Zero };
        int alarms = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            DetectorFeed feed = new(bold);
            Play(feed, days: 30, (_, _) => 10, seed);
            alarms += feed.Found.Count;
        }

        Assert.That(alarms, Is.LessThanOrEqualTo(166).And.GreaterThan(0));
    }

    // Users without a name are no class; a restart is no new delay.
    [Test]
    public void OnlyFirstStartsOfKnownUsersCount()
    {
        DetectorFeed feed = new(new QueueingDelayOptions { By = DetectorSubject.User });
        feed.Submit(0, 0, DetectorFeed.Request(user: "")).Start(10);
        feed.Submit(0, 1).Send(20, EventKind.JobStarted, 1, value: 1);
        Assert.That(feed.Monitor.NextDeadline.IsNever);
        feed.Submit(30, 2).Start(40, 2);
        Assert.That(feed.Monitor.NextDeadline, Is.EqualTo(DetectorFeed.At(Day / 4)));
    }

    private static void Play(DetectorFeed feed, int days, Func<string, double, double> meanMinutes, int seed = 3)
    {
        RandomStream random = new(seed, "delays");
        SortedList<(double Minute, int Job), (bool Start, string Queue)> events = [];
        for (int hour = 0; hour < days * 24; hour++)
        {
            foreach (string queue in (string[])["a", "b"])
            {
                int job = (2 * hour) + (queue == "a" ? 0 : 1);
                double minute = (hour * 60) + (random.NextDouble() * 59);
                events.Add((minute, job), (false, queue));
                double wait = -Math.Log(1 - random.NextDouble()) * meanMinutes(queue, minute / Day);
                events.Add((minute + wait, job), (true, queue));
            }
        }

        foreach (((double minute, int job), (bool start, string queue)) in events)
        {
            _ = start ? feed.Start(minute, job) : feed.Submit(minute, job, DetectorFeed.Request(queue: queue));
        }

        feed.Clock(days * Day);
    }
}
