using System.Text.Json;

namespace ClusterSim.Runner.Tests;

/// <summary>Growing files of events from the command line; expected detections are worked out by hand.</summary>
public class WatchTests
{
    // Utilization of 5 % from 10 s on for 5 minutes: low utilization, certain at 310 s. One of the four GPUs would do;
    // without a walltime the job is taken to run on for as long as it has run: 3 GPUs x 305 s = 915 GPU-seconds.
    private const string Waste = """
        {"time":0,"kind":"job_submitted","job_id":"17","user":"ada","instances":4,"gpus_per_instance":1}
        {"time":5,"kind":"job_started","job_id":"17","gpus":4}
        {"time":10,"kind":"utilization_changed","job_id":"17","gpus":4,"value":50}
        {"time":400,"kind":"node_up","node":"n1"}

        """;

    private static readonly string s_rules = Path.Combine(Repository.Root, "experiments/rules/low-utilization.yaml");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ADetectionIsALineOfText()
    {
        string text = ToolRun.Good("watch", Write(Waste), "--rules", s_rules, "--once").Out;

        const string start = "310 s  LowUtilization (CLUSTERSIM-2026-0001)  job 17  shrink, about 0.25 GPU h: ";
        Assert.That(text, Does.StartWith(start));
        Assert.That(text, Does.Contain("Job 17 of ada has used less than 30 %"));
        Assert.That(text.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    [Test]
    public void ADetectionIsAJsonObject()
    {
        string text = ToolRun.Good("watch", Write(Waste), "--rules", s_rules, "--once", "--json").Out;

        using JsonDocument found = JsonDocument.Parse(text);
        Assert.That(found.RootElement.GetProperty("time").GetDecimal(), Is.EqualTo(310m));
        Assert.That(found.RootElement.GetProperty("rule_id").GetString(), Is.EqualTo("LowUtilization"));
        Assert.That(found.RootElement.GetProperty("job_id").GetString(), Is.EqualTo("17"));
        Assert.That(found.RootElement.GetProperty("action").GetString(), Is.EqualTo("shrink"));
        Assert.That(found.RootElement.GetProperty("expected_gpu_seconds").GetDouble(), Is.EqualTo(915));
    }

    [Test]
    public async Task AGrowingFileIsFollowedUntilNothingMoreComes()
    {
        string file = Write("");
        Task<ToolRun> watch = Task.Run(() => ToolRun.Of("watch", file, "--rules", s_rules, "--until-idle", "3s"));
        foreach (string line in Waste.Split('\n'))
        {
            // In halves, so that the watch meets lines whose end is missing.
            await Task.Delay(150);
            await File.AppendAllTextAsync(file, line[..(line.Length / 2)]);
            await Task.Delay(150);
            await File.AppendAllTextAsync(file, line[(line.Length / 2)..] + "\n");
        }

        ToolRun run = await watch;
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("LowUtilization"));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void ARunWithSamplesIsWatchedLikeItWas()
    {
        // A sample a minute of each running job; the jobs of the small trace have no utilization but progress.
        ToolRun.Good(
            "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo", "--events", "--sample",
            "1min", "--out", _folder["out"]);
        string events = Path.Combine(_folder["out"], "fifo", "events.jsonl");

        Assert.That(File.ReadAllText(events), Does.Contain("\"kind\":\"job_progressed\""));
        Assert.That(ToolRun.Good("watch", events, "--rules", s_rules, "--once").Out, Is.Empty);
    }

    [Test]
    public void ASamplingIntervalNeedsItsUnit() => Assert.That(
        ToolRun.Bad(
            1, "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo", "--sample", "often",
            "--out", _folder["out"]),
        Does.Contain("found a sampling interval of 'often', expected a length of time greater than 0"));

    [Test]
    public void WhatIsNotUnderstoodIsTold()
    {
        string file = Write("{\"time\":1,\"kind\":\"pod_moved\"}\nnonsense\n{\"time\":0,\"kind\":\"link_up\"}\n");
        ToolRun run = ToolRun.Of("watch", file, "--rules", s_rules, "--once");

        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Error, Does.Contain("1 events of the unknown kind 'pod_moved'"));
        Assert.That(run.Error, Does.Contain($"{file}:2: found 'nonsense', expected"));
        Assert.That(run.Error, Does.Contain("1 damaged lines were left out"));
    }

    [Test]
    public void CtrlCEndsAWatch()
    {
        using CancellationTokenSource cancel = new();
        string file = Write(Waste);
        cancel.CancelAfter(TimeSpan.FromSeconds(1));
        ToolRun run = ToolRun.Of(cancel.Token, "watch", file, "--rules", s_rules);

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("LowUtilization"));
    }

    [Test]
    public void AFileThatIsNotThereYetIsWaitedForAndThatIsSaid()
    {
        using CancellationTokenSource cancel = new();
        cancel.CancelAfter(TimeSpan.FromSeconds(1));
        ToolRun run = ToolRun.Of(cancel.Token, "watch", _folder["later.jsonl"], "--rules", s_rules);

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("later.jsonl: found no such file yet, waiting for it"));
    }

    [Test]
    public void AMissingFileIsNamed() => Assert.That(
        ToolRun.Bad(1, "watch", _folder["none.jsonl"], "--rules", s_rules, "--once"), Does.Contain("none.jsonl"));

    [Test]
    public void AnUnknownClockIsRefused() => Assert.That(
        ToolRun.Bad(2, "watch", Write(""), "--rules", s_rules, "--clock", "sun"),
        Does.Contain("found --clock sun, expected event or wall"));

    private string Write(string content)
    {
        string path = _folder["events.jsonl"];
        File.WriteAllText(path, content);
        return path;
    }
}
