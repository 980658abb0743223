using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClusterSim.Runner.Tests;

/// <summary>
/// The verb on streams made here: 400 jobs of 8 users, one each two minutes. Every second one evaluates and then loads
/// data, the others load data first; in a planted stream the former fail, in the other one every fourth does.
/// </summary>
public sealed class MineTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // The two orders hold the same events, so only the order can tell them apart.
    [Test]
    public void ThePlantedOrderIsFoundWrittenAndAccepted()
    {
        string events = Write("events.jsonl", planted: true), rules = _folder["rules"];
        ToolRun run = ToolRun.Good("mine", events, "--out", rules);
        string[] files = Directory.GetFiles(rules);
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Does.Contain("phase evaluation, then").And.Contain("precedes failure"));
            Assert.That(run.Out, Does.Contain("confidence 1.000, lift 2.00, recall 1.000"));
            Assert.That(run.Out, Does.Contain("1 rules of 1 candidates"));
            Assert.That(files, Has.Length.EqualTo(1));
        });
        Assert.That(ToolRun.Good("validate", files[0]).Out, Does.Contain("good rules"));
    }

    [Test]
    public void JsonHasOneObjectForEachRule()
    {
        ToolRun run = ToolRun.Good("mine", Write("events.jsonl", planted: true), "--json", "--window", "30m");
        using JsonDocument rule = JsonDocument.Parse(run.Out);
        JsonElement root = rule.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("outcome").GetString(), Is.EqualTo("failure"));
            Assert.That(root.GetProperty("terms")[0].GetString(), Is.EqualTo("phase evaluation"));
            Assert.That(root.GetProperty("window_seconds").GetDouble(), Is.EqualTo(1800));
            Assert.That(root.GetProperty("support").GetInt32(), Is.EqualTo(80));
            Assert.That(root.GetProperty("examples").GetArrayLength(), Is.EqualTo(5));
            Assert.That(root.GetProperty("p_value").GetDouble(), Is.LessThan(1e-40));
        });
    }

    [Test]
    public void NothingIsFoundWhereFailuresFollowNothing() => Assert.That(
        ToolRun.Good("mine", Write("events.jsonl", planted: false)).Out, Does.Contain(": 0 rules of "));

    [Test]
    public void AFolderOfARunIsLookedInto()
    {
        Write("events.jsonl", planted: true);
        Assert.That(ToolRun.Good("mine", _folder[""]).Out, Does.Contain("events.jsonl: 1 rules"));
    }

    [TestCase("--key: found 'queue', expected job, user or node", "--key", "queue")]
    [TestCase("--window: found 'soon', expected a length above zero", "--window", "soon")]
    [TestCase("--min-support: found '0', expected a whole number of 1 or more", "--min-support", "0")]
    public void AnOptionThatMeansNothingIsRefused(string expected, string option, string value) => Assert.That(
        ToolRun.Bad(2, "mine", Write("events.jsonl", planted: false), option, value), Does.Contain(expected));

    [Test]
    public void AFolderWithoutEventsIsRefused() => Assert.That(
        ToolRun.Bad(2, "mine", _folder[""]), Does.Contain("expected a run made with --events"));

    private string Write(string name, bool planted)
    {
        StringBuilder lines = new();
        for (int job = 0; job < 400; job++)
        {
            bool first = job % 2 == 0, fails = planted ? first : job % 8 is 0 or 3;
            int at = 120 * job;
            Add(lines, at, "job_submitted", job, $",\"user\":\"u{job / 2 % 8}\"");
            Add(lines, at, "job_started", job, ",\"node\":\"n\",\"gpus\":1");
            Add(lines, at + 10, "utilization_changed", job, Phase(first ? "evaluation" : "data loading"));
            Add(lines, at + 20, "utilization_changed", job, Phase(first ? "data loading" : "evaluation"));
            Add(lines, at + 60, fails ? "job_failed" : "job_completed", job, "");
        }

        string path = _folder[name];
        File.WriteAllText(path, lines.ToString());
        return path;
    }

    private static string Phase(string name) => $",\"value\":500,\"phase\":\"{name}\"";

    private static void Add(StringBuilder lines, int time, string kind, int job, string more) => lines.Append(
        CultureInfo.InvariantCulture, $"{{\"time\":{time},\"kind\":\"{kind}\",\"job_id\":\"j{job}\"{more}}}\n");
}
