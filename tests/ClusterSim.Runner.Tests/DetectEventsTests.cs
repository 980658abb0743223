using System.Text.Json;

namespace ClusterSim.Runner.Tests;

/// <summary>Rules over telemetry, events and runs from the command line; hits are worked out by hand.</summary>
public class DetectEventsTests
{
    private const string OverEvents = """
        rules:
          - cre: {id: TEST-2026-0001, severity: 2, title: Idle for an hour}
            metadata: {id: Id1eForAnHour}
            rule:
              set:
                event: {source: clustersim.events}
                correlations: [job]
                match: [gpu utilization below 1]
                negate: [{value: gpu utilization above 1, window: 1h, absolute: true}]
        """;

    private const string OverLogs = """
        rules:
          - cre: {id: TEST-2026-0002, severity: 2, title: A crash}
            metadata: {id: CrashInTheLog}
            rule: {set: {event: {source: cre.log.app}, match: [crash]}}
        """;

    // Pod a works at 1000 s and is idle from 1060 to 5000 s; it was seen every 60 s.
    private static readonly string Pods = "value,timestamp_anon,container_ip\n50,1000,a\n" + string.Concat(
        Enumerable.Range(0, 67).Select(i => $"0,{1060 + (60 * i)},a\n"));

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // Events: submitted, started, 50 %, then 0 % at 60 s, which is the fourth. One hour later the rule is certain. The
    // last sample is at 5,020 s by the clock of the table and holds for a minute: idle for 4,020 s in all.
    [Test]
    public void EachHitInTelemetryIsOneJsonObject()
    {
        string table = Write("pod_gpu_duty_cycle.csv", Pods);
        string[] lines = ToolRun.Good("detect", "--rules", Write("rule.yaml", OverEvents), "--json", table)
            .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(1));
        JsonElement hit = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(hit.GetProperty("cre_id").GetString(), Is.EqualTo("TEST-2026-0001"));
            Assert.That(hit.GetProperty("rule_id").GetString(), Is.EqualTo("Id1eForAnHour"));
            Assert.That(hit.GetProperty("time").GetDouble(), Is.EqualTo(60 + 3600));
            Assert.That(hit.GetProperty("job").GetString(), Is.EqualTo("a"));
            Assert.That(hit.GetProperty("key").GetString(), Is.EqualTo("job=a"));
            Assert.That(hit.GetProperty("entry_numbers").ToString(), Is.EqualTo("[4]"));
            Assert.That(hit.GetProperty("entries")[0].GetProperty("metric").GetString(), Is.EqualTo("gpu utilization"));
            Assert.That(hit.GetProperty("idle_gpu_hours").GetDouble(), Is.EqualTo(4020 / 3600.0).Within(1e-9));
        });
    }

    // Two hours at 50 %, then nothing: the fall is at 7,200 s. Eight panes of five minutes later it is certain.
    [Test]
    public void DetectorsNeedNoRules()
    {
        string table = Write("pod_gpu_duty_cycle.csv", "value,timestamp_anon,container_ip\n" + string.Concat(
            Enumerable.Range(0, 240).Select(i => $"{(i < 120 ? 50 : 0)},{1000 + (60 * i)},a\n")));
        string line = ToolRun.Good("detect", "--detectors", "utilization-drop", "--json", table).Out;
        JsonElement hit = JsonDocument.Parse(line).RootElement;
        Assert.That(hit.GetProperty("rule_id").GetString(), Is.EqualTo("detector.utilization-drop"));
        Assert.That(hit.GetProperty("time").GetDouble(), Is.InRange(7200 + 2100, 7200 + 3000));
        Assert.That(hit.GetProperty("job").GetString(), Is.EqualTo("a"));
        JsonElement test = hit.GetProperty("test");
        double level = test.GetProperty("level").GetDouble();
        Assert.That(test.GetProperty("p_value").GetDouble(), Is.LessThanOrEqualTo(level));
        Assert.That(ToolRun.Bad(2, "detect", table), Does.Contain("found neither --rules nor --detectors"));
        Assert.That(ToolRun.Bad(2, "detect", "--detectors", "x", table), Does.Contain("found 'x', expected one of"));
    }

    [Test]
    public void ConvertedTelemetryGivesTheSameHits()
    {
        string table = Write("pod_gpu_duty_cycle.csv", Pods), rules = Write("rule.yaml", OverEvents);
        foreach (string ending in (string[])["jsonl", "parquet"])
        {
            string events = _folder["events." + ending];
            ToolRun.Good("convert", table, "--to", "events." + ending, "--out", events);
            string hit = ToolRun.Good("detect", "--rules", rules, "--json", events).Out;
            Assert.That(
                JsonDocument.Parse(hit).RootElement.GetProperty("entry_numbers").ToString(), Is.EqualTo("[4]"), ending);
        }
    }

    [Test]
    public void RulesThatDoNotFitAreNamedAndABadFileDoesNotStopTheOthers()
    {
        Write("over-events.yaml", OverEvents);
        Write("over-logs.yaml", OverLogs);
        string table = Write("pod_gpu_duty_cycle.csv", Pods), log = Write("a.log", "2026-11-21 10:00:00 crash\n");
        string bad = Write("pod_gpu_memory_used_bytes.csv", "value,timestamp_anon,container_ip\nmuch,1,a\n");
        ToolRun run = ToolRun.Of("detect", "--rules", Path.GetDirectoryName(bad)!, bad, table, log);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(1));
            Assert.That(run.Error, Does.Contain("1 rules over logs do not apply to events: TEST-2026-0002"));
            Assert.That(run.Error, Does.Contain("1 rules over events do not apply to logs: TEST-2026-0001"));
            Assert.That(run.Error, Does.Contain("pod_gpu_memory_used_bytes.csv:2: column 'value' (1): found 'much'"));
            Assert.That(run.Out, Does.Contain("pod_gpu_duty_cycle.csv: 1 hits in 70 events"));
            Assert.That(run.Out, Does.Contain("a.log: 1 hits in 1 entries"));
        });
    }

    [Test]
    public void ARunWithoutEventsSaysHowToGetThem()
    {
        string run = _folder["fifo"];
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Combine(run, "summary.json"), "{}");
        ToolRun result = ToolRun.Of("detect", "--rules", Write("rule.yaml", OverEvents), run);
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain("fifo").And.Contain("make it again with 'clustersim run ... --events'"));
    }

    [Test]
    public void InspectSaysWhatIsInTelemetry()
    {
        string text = ToolRun.Good("inspect", Write("pod_gpu_duty_cycle.csv", Pods)).Out;
        Assert.That(text, Does.Contain("1 jobs, 0 of them again after a gap, 1 there at the end"));
        Assert.That(text, Does.Contain("68 samples in 4,080 s, mostly every 60 s"));
        Assert.That(text, Does.Contain("1.1 GPU-hours measured, 1.1 of them below 1 % utilization"));
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }
}
