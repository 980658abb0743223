using System.Collections.Immutable;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>Data-source documents, in the form and with the precedence of preq 0.1.37; expectations by hand.</summary>
public class LogSourcesTests
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheFirstLocationWithALogIsTakenAndItsFilesGoByTheirFirstStamp()
    {
        Write("a/late.log", "2026-01-01T00:00:09Z x\n");
        Write("a/early.log", "2026-01-01T00:00:01Z x\n");
        Write("a/none.txt", "2026-01-01T00:00:00Z x\n");
        Write("b/other.log", "2026-01-01T00:00:00Z x\n");

        List<string> problems = [];
        ImmutableArray<LogFile> logs = Source(
            "[{path: FOLDER/missing*.log}, {path: 'FOLDER/[a-c]/*l?te*.log'}, {path: FOLDER/b/*}]")
            .Open(Now, problems);
        Assert.That(Names(logs), Is.EqualTo(new[] { "late.log" }));
        Assert.That(problems, Has.One.Contains("missing*.log"));

        logs = Source("[{path: FOLDER/a/*.log}]").Open(Now, problems);
        Assert.That(Names(logs), Is.EqualTo(new[] { "early.log", "late.log" }));
    }

    [Test]
    public void TheSettingsOfALocationOverrideThoseOfItsSource()
    {
        LogSource source = Source(
            "[{path: x}, {path: y, window: 2m, timestamp: {regex: '^<(\\d+)>', format: epochseconds}}]",
            "window: 5s, timestamp: {regex: '^(\\d+) ', format: epochmillis}, ");

        Assert.That(source.Locations[0].Window, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(source.Locations[0].Stamp, Is.EqualTo(new LogStamp("^(\\d+) ", "epochmillis")));
        Assert.That(source.Locations[1].Window, Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(source.Locations[1].Stamp, Is.EqualTo(new LogStamp("^<(\\d+)>", "epochseconds")));
    }

    [Test]
    public void EntriesOfAWindowAreReadInOrderOfTimeWithStampsOfAnyForm()
    {
        Write("t.log", "<10> a\n<12> b\n<11> c\n<30> d\n<2> e\n");
        LogFile log = Source(
            "[{path: FOLDER/t.log}]", "window: 5s, timestamp: {regex: '^<(\\d+)>', format: epochseconds}, ")
            .Open(Now, [])[0];

        // <30> delivers all that was held, so that <2> comes too late.
        Assert.That(log.Entries().Select(entry => entry.Number), Is.EqualTo(new long[] { 1, 3, 2, 4 }));
        Assert.That(log.TooLate, Is.EqualTo(1));
    }

    [TestCase("x: 1", "no 'sources'")]
    [TestCase("sources: [{name: a, locations: [{path: x}]}]", "no 'type'")]
    [TestCase("sources: [{type: a}]", "no 'locations'")]
    [TestCase("sources: [{type: a, locations: [{window: 5s}]}]", "no 'path'")]
    [TestCase("sources: [{type: a, window: 5min, locations: [{path: x}]}]", "'5min' as 'window'")]
    [TestCase("sources: [{type: a, timestamp: {regex: '('}, locations: [{path: x}]}]", "without both")]
    [TestCase("sources: [{type: a, timestamp: {regex: '(', format: unix}, locations: [{path: x}]}]", "RE2")]
    [TestCase("sources: [{type: a, locations: [{path: x, type: journal}]}]", "journal")]
    public void WhatIsWrongIsTold(string document, string expected) =>
        Assert.That(
            Assert.Throws<RuleException>(() => LogSources.Load(Write("s.yaml", document)))!.Message,
            Does.Contain(expected));

    private LogSource Source(string locations, string settings = "") => LogSources.Load(Write(
        "sources.yaml",
        $"version: 0.0.1\nsources: [{{type: cre.log.x, {settings}locations: {locations}}}]\n"
            .Replace("FOLDER", _folder, StringComparison.Ordinal)))[0];

    private static string[] Names(ImmutableArray<LogFile> logs) => [.. logs.Select(log => Path.GetFileName(log.Path))];

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
