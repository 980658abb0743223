using System.Text.Json;

namespace ClusterSim.Runner.Tests;

/// <summary>Rules over logs from the command line; expected hits are worked out by hand.</summary>
public class DetectTests
{
    // Two errors within 10 s of a start, unless the start was announced as a test.
    private const string Rule = """
        rules:
          - cre: {id: CRE-2026-9001, severity: 2, title: Crash after start}
            metadata: {id: J7uRQTGpGMyL1iFpssnBeS, hash: rdJLgqYgkEp8jg8Qks1qiq}
            rule:
              sequence:
                window: 10s
                event: {source: cre.log.app}
                order: [started, {regex: 'error \d+', count: 2}]
                negate: [test mode]
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // The log of the source cre.log.app has stamps of its own form, and an entry that comes 4 s late: put in its place,
    // the second error lies between the start and the announcement of a test, which then comes too late to deny. The
    // other source has a match that the rule must not see.
    [Test]
    public void RulesReadTheLogsOfTheirSourceWithItsStampsAndWindow()
    {
        string app = Write("app.txt", "<10> started\n<12> error 1\n<19> test mode\n<15> error 2\n<40> end\n");
        string other = Write("other.txt", "<10> started\n<12> error 1\n<15> error 2\n<40> end\n");
        string sources = Write("sources.yaml", $$"""
            version: 0.0.1
            sources:
              - type: cre.log.app
                window: 5s
                timestamp: {regex: '^<(\d+)>', format: epochmillis}
                locations:
                  - path: nowhere/*.txt
                  - path: {{app}}
                    timestamp: {regex: '^<(\d+)>', format: epochseconds}
              - type: cre.log.other
                locations: [path: {{other}}]
              - type: cre.log.app
                locations: [path: {{other}}]
            """);
        ToolRun run = ToolRun.Good("detect", "--rules", Write("rule.yaml", Rule), "--json", "--sources", sources);

        JsonElement hit = JsonDocument.Parse(run.Out).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(hit.GetProperty("file").GetString(), Is.EqualTo(app));
            Assert.That(hit.GetProperty("entry_numbers").ToString(), Is.EqualTo("[1,2,4]"));
            Assert.That(run.Error, Does.Contain("no readable log at nowhere/*.txt")
                .And.Contain("no rule reads the type cre.log.other")
                .And.Contain("a second source of the type cre.log.app is not read"));
        });
    }

    // The rule needs an error of one source and a restart of the other within 60 s: entries 2 and 1 of their logs. Both
    // logs are read for this rule alone, so what no rule saw of them (a line before the first stamp, an entry older
    // than the one before) must be told then, and each problem of a location once.
    [Test]
    public void ARuleOverSeveralSourcesTellsWhatWasLeftOutOnce()
    {
        const string Both = """
            rules:
              - cre: {id: CRE-2026-9002, severity: 2, title: Error and restart}
                metadata: {id: J7uRQTGpGMyL1iFpssnBeS, hash: rdJLgqYgkEp8jg8Qks1qiq}
                rule:
                  sequence:
                    window: 60s
                    order:
                      - {set: {event: {source: cre.log.app, origin: true}, match: [error]}}
                      - {set: {event: {source: cre.log.kubelet}, match: [restart]}}
            """;
        string app = Write(
            "app.log",
            "a banner\n2026-11-21 10:00:10 ready\n2026-11-21 10:00:20 error\n2026-11-21 10:00:05 late\n");
        string kubelet = Write("kubelet.log", "2026-11-21 10:00:30 restart\n");
        string sources = Write("sources.yaml", $$"""
            version: 0.0.1
            sources:
              - type: cre.log.app
                locations: [path: nowhere/*.log, path: {{app}}]
              - type: cre.log.kubelet
                locations: [path: {{kubelet}}]
            """);
        ToolRun run = ToolRun.Good("detect", "--rules", Write("rule.yaml", Both), "--sources", sources);
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Does.Contain("CRE-2026-9002").And.Contain("1 hits of rules over several sources"));
            Assert.That(Count(run.Error, "no readable log at nowhere/*.log"), Is.EqualTo(1));
            Assert.That(Count(run.Error, "app.log: 1 lines belong to no entry"), Is.EqualTo(1));
            Assert.That(Count(run.Error, "1 entries are older than one before them"), Is.EqualTo(1));
        });

        static int Count(string text, string part) => text.Split(part).Length - 1;
    }

    // started@0, error@2 and error@7 lie within 10 s; the verdict is certain one tick after the last, at the entry @9.
    // The second start is followed by test mode, which denies it.
    [Test]
    public void EachHitIsOneJsonObject()
    {
        string log = Write("app.log", """
            2026-11-21 10:00:00 started
            2026-11-21 10:00:02 error 17
            2026-11-21 10:00:07 error 18
              at a line that belongs to the entry before
            2026-11-21 10:00:09 ready
            2026-11-21 10:01:00 started
            2026-11-21 10:01:01 test mode
            2026-11-21 10:01:02 error 19
            2026-11-21 10:01:03 error 20
            """);
        string[] lines = ToolRun.Good("detect", "--rules", Write("rule.yaml", Rule), "--json", log)
            .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(1));
        JsonElement hit = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(hit.GetProperty("cre_id").GetString(), Is.EqualTo("CRE-2026-9001"));
            Assert.That(hit.GetProperty("rule_id").GetString(), Is.EqualTo("J7uRQTGpGMyL1iFpssnBeS"));
            Assert.That(hit.GetProperty("time").GetString(), Is.EqualTo("2026-11-21T10:00:00.000000000Z"));
            Assert.That(hit.GetProperty("entry_numbers").ToString(), Is.EqualTo("[1,2,3]"));
            Assert.That(hit.GetProperty("entries_read").GetInt64(), Is.EqualTo(4));
            Assert.That(
                hit.GetProperty("entries")[2].GetString(),
                Is.EqualTo("2026-11-21 10:00:07 error 18  at a line that belongs to the entry before"));
        });
    }

    [Test]
    public void FilesAreReadEachForItselfAndNoHitIsGood()
    {
        string start = Write("a.log", "2026-11-21 10:00:00 started\n");
        string end = Write("b.log", "2026-11-21 10:00:01 error 1\n2026-11-21 10:00:02 error 2\n");
        string text = ToolRun.Good("detect", "--rules", Write("rule.yaml", Rule), start, end).Out;
        Assert.That(text, Does.Contain("a.log: 0 hits in 1 entries").And.Contain("b.log: 0 hits in 2 entries"));
    }

    [TestCase("(?=x)", "invalid or unsupported Perl syntax")]
    [TestCase("(a)\\1", "invalid escape sequence")]
    [TestCase("a**", "invalid nested repetition operator")]
    public void AnExpressionThatRe2RefusesIsReportedWithItsPlace(string regex, string verdict)
    {
        string rule = Write("bad.yaml", Rule.Replace("error \\d+", regex, StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("detect", "--rules", rule, Write("a.log", "2026-11-21 10:00:00 started\n"));
        Assert.That(run.Error, Does.Contain("bad.yaml:8:").And.Contain(verdict));
        Assert.That(run.Code, Is.Not.Zero);
    }

    [TestCase("", "an empty file")]
    [TestCase("no stamp here\n", "no time stamp of a known format")]
    public void ALogWithoutStampsIsAClearError(string content, string found)
    {
        ToolRun run = ToolRun.Of("detect", "--rules", Write("rule.yaml", Rule), Write("x.log", content));
        Assert.That(run.Error, Does.Contain("x.log").And.Contain(found));
        Assert.That(run.Code, Is.Not.Zero);
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }
}
