using ClusterSim.Behavior.Rules;
using ClusterSim.Events;

namespace ClusterSim.Tests.Behavior;

/// <summary>Sets and sequences inside others, over events. Schedules by hand; times are minutes.</summary>
public sealed class NestedRulesTests
{
    private const string Source = "event: {source: clustersim.events}",
        Origin = "event: {source: clustersim.events, origin: true}";

    // Each job dips and fails within 10 min. The user has it twice within an hour: at 6 by j0, at 20 by j2. What j1
    // does (fails without a dip) and j0's second failure, 30 min after its dip, do not count.
    private const string DippingFailure = $"sequence: {{window: 10m, {Origin}, correlations: [job], "
        + "order: [gpu utilization below 10, job failed]}";

    [Test]
    public void AMatchInsideCountsForThePatternAroundItWhenItIsCertain()
    {
        EventFeed feed = new(EventFeed.Jobs(3), RuleText.Of(
            $"sequence: {{window: 1h, correlations: [user], order: [{{count: 2, {DippingFailure}}}]}}"));
        feed.Start(0).Use(0, 80).Start(0, 1).Start(0, 2).Use(0, 80, job: 2);
        feed.Use(2, 5).Send(5, EventKind.JobFailed, 1).Send(6, EventKind.JobFailed).Use(15, 5, job: 2);
        Assert.That(feed.Found, Is.Empty);
        feed.Send(20, EventKind.JobFailed, 2);
        Assert.That(
            feed.Found.Select(d => (EventFeed.Minutes(d.Time), d.Key, d.Job)),
            Is.EqualTo(new[] { (20.0, "user=u", 2) }));
        Assert.That(
            feed.Found[0].Evidence.Select(e => (EventFeed.Minutes(e.Time), e.Kind, e.Job)),
            Is.EqualTo(new[]
            {
                (2.0, EventKind.UtilizationChanged, 0), (6.0, EventKind.JobFailed, 0),
                (15.0, EventKind.UtilizationChanged, 2), (20.0, EventKind.JobFailed, 2),
            }));
    }

    // A dip of 5 min without recovery is certain at 2 + 5 = 7 and at 10 + 5 = 15; both within 10 min of each other. The
    // recovery at 4 of the second job denies the dip at 3.
    [Test]
    public void AVerdictInsideThatWaitsForTimeComesWhenItsWindowCloses()
    {
        const string Low = "correlations: [job], match: [gpu utilization below 10], "
            + "negate: [{value: gpu utilization above 10, window: 5m, absolute: true}]";
        EventFeed feed = new(EventFeed.Jobs(3), RuleText.Of(
            $"set: {{window: 10m, match: [{{set: {{{Source}, {Low}}}}}, {{set: {{{Origin}, {Low}}}}}]}}"));
        feed.Start(0).Start(0, 1).Start(0, 2);
        feed.Use(2, 5).Use(3, 5, job: 1).Use(4, 50, job: 1).Use(10, 5, job: 2).Clock(30);

        // Both slots take any low job, so that the one at 7 already fills both.
        Assert.That(
            feed.Found.Select(d => (EventFeed.Minutes(d.Time), d.Job)), Is.EqualTo(new[] { (7.0, 0), (15.0, 2) }));
    }

    // The blame lies where the origin is: with the job that hoards, not with the last one that fails.
    [Test]
    public void TheOriginTakesTheBlame()
    {
        EventFeed feed = new(EventFeed.Jobs(2), RuleText.Of(
            $"sequence: {{window: 1h, order: [{{set: {{{Origin}, match: [gpu utilization below 10]}}}}, "
            + $"{{set: {{{Source}, match: [job failed]}}}}]}}"));
        feed.Start(0).Start(0, 1).Use(2, 5).Send(6, EventKind.JobFailed, 1);
        Assert.That(feed.Found.Select(d => d.Job), Is.EqualTo(new[] { 0 }));
    }

    // A drain of nodes within 5 min before denies the two failures: twice in a row, but only the first time denied.
    [Test]
    public void APatternMayDenyAnother()
    {
        EventFeed feed = new(EventFeed.Jobs(4), RuleText.Of(
            $"sequence: {{window: 10m, order: [{{set: {{{Source}, match: [job failed]}}}}, "
            + $"{{set: {{{Origin}, match: [job evicted]}}}}], "
            + $"negate: [{{sequence: {{window: 5m, {Source}, order: [node down, node down]}}, "
            + "slide: -5m, window: 5m}]}"));
        for (int job = 0; job < 4; job++)
        {
            feed.Start(0, job);
        }

        feed.Send(1, EventKind.NodeDown, -1).Send(2, EventKind.NodeDown, -1);
        feed.Send(3, EventKind.JobFailed, 0).Send(4, EventKind.JobEvicted, 1);
        feed.Send(53, EventKind.JobFailed, 2).Send(54, EventKind.JobEvicted, 3).Clock(100);
        Assert.That(feed.Found.Select(d => d.Job), Is.EqualTo(new[] { 3 }));
    }

    // The name of a term may stand for a set or a sequence; it is not looked up again inside.
    [Test]
    public void ANameMayStandForAPattern()
    {
        RuleSet rules = RuleText.Load($$$"""
            rules:
              - cre: {id: TEST-0001}
                rule: {sequence: {window: 1h, correlations: [user], order: [dip, dip]}}
            terms:
              dip: {{{{DippingFailure}}}}
            """);
        EventFeed feed = new(EventFeed.Jobs(2), rules);
        feed.Start(0).Start(0, 1).Use(2, 5).Send(6, EventKind.JobFailed);
        feed.Use(15, 5, job: 1).Send(20, EventKind.JobFailed, 1);
        Assert.That(feed.Found, Has.Count.EqualTo(1));
    }
}
