using System.Text.RegularExpressions;

namespace ClusterSim.Runner.Tests;

/// <summary>An experiment file that is wrong is reported with line and column, all problems at once.</summary>
public class BadExperimentTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("", "found an empty file")]
    [TestCase("\0\u0001\u0002", "found a binary file")]
    [TestCase("traces:\n\t- x", "e.yaml:2:")]
    [TestCase("a: &a\n  b: *a", "anchor or alias")]
    [TestCase("traces: {", "found malformed YAML")]
    public void MalformedFiles(string yaml, string message)
    {
        string path = _folder.File("e.yaml", yaml);
        Assert.That(ToolRun.Bad(1, "run", path, "--out", _folder["out"]), Does.Contain("e.yaml").And.Contain(message));
        Assert.That(ToolRun.Of("validate", path).Code, Is.EqualTo(1));
    }

    [Test]
    public void AMissingExperiment() =>
        Assert.That(
            ToolRun.Bad(1, "run", _folder["no.yaml"], "--out", _folder["out"]), Does.Contain("found no such file"));

    [Test]
    public void AFolderInPlaceOfAnExperiment() =>
        Assert.That(ToolRun.Bad(1, "run", "experiments", "--out", _folder["out"]), Does.Contain("found a folder"));

    [Test]
    public void TwoTracesWithOneName()
    {
        Traces.Small(_folder);
        string path = _folder.File("e.yaml", "traces: [small.csv, ./small.csv]\nplatforms: gpus:4\npolicies: fifo\n");
        Assert.That(
            ToolRun.Bad(1, "run", path, "--out", _folder["out"]),
            Does.Contain("e.yaml:1:21: traces[1].name: found 'small' a second time"));
    }

    [Test]
    public void ManyProblemsAreManyLinesInOrder()
    {
        string path = _folder.File("e.yaml", """
            traces: no-such-trace
            platforms: [gpus:4x, missing.yaml]
            policies:
              - fifo
              - policy: fifo
                name: best
                set: { placement: bestfit }
            baseline: lifo
            rules: nowhere
            seeds: [1, one]
            """);

        ToolRun run = ToolRun.Of("validate", path);

        Assert.That(run.Code, Is.EqualTo(1));
        string[] places = [.. run.Errors.Select(line => Regex.Match(line, @"e\.yaml:\d+:\d+: [^:]+").Value)];
        Assert.That(places, Is.EqualTo(new[]
        {
            "e.yaml:1:9: traces", "e.yaml:2:13: platforms[0]", "e.yaml:2:22: platforms[1]",
            "e.yaml:7:23: policies[1].set.placement", "e.yaml:8:11: baseline", "e.yaml:9:8: rules",
            "e.yaml:10:12: seeds[1]",
        }));
    }

    [Test]
    public void AnswersUseTheNamesOfTheExperiment()
    {
        Traces.Small(_folder);
        string path = _folder.File(
            "e.yaml", "traces: small.csv\nplatforms: gpus:4\npolicies: [fifo, { policy: fifo-skip, name: passing }]\n");
        Assert.That(
            ToolRun.Good("run", path, "--out", _folder["out"]).Out,
            Does.Contain("Under passing").Or.Contain("passing made").And.Not.Contain("fifo-skip"));
    }

    [Test]
    public void NamesMayBeInAnyLanguage()
    {
        Traces.Small(_folder, "größe 学.csv");
        string path = _folder.File(
            "e.yaml", "traces: größe 学.csv\nplatforms: gpus:4\npolicies: { policy: fifo, name: 先着順 }\n");
        ToolRun.Good("run", path, "--out", _folder["out"]);
        Assert.That(File.Exists(Path.Combine(_folder["out"], "先着順", "jobs.csv")), Is.True);
    }
}
