using ClusterSim.Behavior.Logs;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>Rules over logs that correlate entries, or nest sets and sequences. By hand; stamps are seconds.</summary>
internal sealed class NestedLogRulesTests
{
    private const string Host = "extract: [{name: host, regex: 'host=(\\w+)'}]",
        Correlated = "sequence: {window: 10s, event: {source: cre.log.app}, correlations: [host], order: ["
            + $"{{value: start, {Host}}}, {{regex: 'error \\d', {Host}}}], "
            + $"negate: [{{value: test, {Host}}}, shutdown]}}";

    // On a there is a start and an error; on b the error has no start; on c a test lies between.
    [Test]
    public void EntriesMatchOnlyWithThoseOfTheSameValue() => Assert.That(
        Found(
            Correlated,
            (0, "start host=a"), (1, "start host=c"), (2, "error 1 host=b"), (3, "test host=c"), (4, "error 2 host=c"),
            (5, "error 3 host=a")),
        Is.EqualTo(new[] { "1 6" }));

    // A negative condition that names no host denies everybody's match; an entry without a host has no part in any.
    [Test]
    public void WhatNamesNoValueDeniesAll() => Assert.That(
        Found(
            Correlated,
            (0, "start host=a"), (1, "shutdown"), (2, "error 1 host=a"), (20, "start"), (21, "error 1"),
            (30, "start host=a"), (31, "error 1 host=a")),
        Is.EqualTo(new[] { "6 7" }));

    [Test]
    public void ValuesAreTakenOutOfJsonToo() => Assert.That(
        Found(
            "sequence: {window: 10s, event: {source: x}, correlations: [pod], order: ["
            + "{jq: '.m == \"up\"', extract: [{name: pod, jq: .pod}]}, "
            + "{jq: '.m == \"down\"', extract: [{name: pod, jq: .pod}]}]}",
            (0, """{"m":"up","pod":1}"""), (1, """{"m":"down","pod":2}"""), (2, """{"m":"down","pod":1}""")),
        Is.EqualTo(new[] { "1 3" }));

    // The engine of the community correlates nothing: the first start with the first error.
    [Test]
    public void LikeUpstreamNothingIsCorrelated() => Assert.That(
        Found(
            Correlated, compat: true, null, (0, "start host=a"), (2, "error 1 host=b"), (20, "end")),
        Is.EqualTo(new[] { "1 2" }));

    // Two errors within 5 s, then a restart: entries 1, 2 and 4. The pair 3 and 5 is too long.
    private const string Nested = "sequence: {window: 1m, order: ["
        + "{sequence: {window: 5s, event: {source: cre.log.app, origin: true}, order: [{value: error, count: 2}]}}, "
        + "{set: {event: {source: cre.log.kubelet}, match: [restart]}}]}";

    [Test]
    public void AMatchInsideIsAnEventForThePatternAroundIt() => Assert.That(
        Found(Nested, (0, "error"), (4, "error"), (10, "error"), (12, "restart"), (16, "error"), (20, "restart")),
        Is.EqualTo(new[] { "1 2 4" }));

    // With known sources, a term reads its own only.
    [Test]
    public void EachPatternReadsItsSource() => Assert.That(
        Found(
            Nested, compat: false, ["cre.log.app", "cre.log.app", "cre.log.app", "cre.log.kubelet"],
            (0, "error"), (4, "error"), (5, "restart"), (12, "restart")),
        Is.EqualTo(new[] { "1 2 4" }));

    // The community's engine runs the last pattern alone.
    [Test]
    public void LikeUpstreamTheLastPatternRunsAlone() => Assert.That(
        Found(Nested, compat: true, null, (0, "error"), (4, "restart"), (5, "restart")),
        Is.EqualTo(new[] { "2", "3" }));

    // 5,000 hosts that start once and are never heard of again are forgotten as their windows pass.
    [Test]
    public void ValuesThatNeverComeAgainAreForgotten()
    {
        LogBranch branch = new(RuleText.Of(Correlated).Rules[0].OverLogs!, []);
        List<ClusterSim.Behavior.Matching.Match<SeenEntry>> matches = [];
        int most = 0;
        for (int i = 0; i < 5000; i++)
        {
            branch.Observe(new LogEntry(i + 1, i * 1_000_000_000L, $"start host=h{i}"), matches);
            most = Math.Max(most, branch.Keys);
        }

        Assert.That(most, Is.LessThanOrEqualTo(1025));
        Assert.That(matches, Is.Empty);
    }

    private static string[] Found(string rule, params (int Second, string Text)[] log) =>
        Found(rule, compat: false, null, log);

    private static string[] Found(string rule, bool compat, string[]? sources, params (int Second, string Text)[] log)
    {
        LogDetector detector = new(RuleText.Of(rule), compat);
        List<LogHit> hits = [];
        for (int i = 0; i < log.Length; i++)
        {
            LogEntry entry = new(i + 1, log[i].Second * 1_000_000_000L, log[i].Text);
            detector.Observe(entry with { Source = sources?[i] }, hits);
        }

        detector.End(hits);
        return [.. hits.Select(hit => string.Join(' ', hit.Entries.Select(entry => entry.Number)))];
    }
}
