namespace ClusterSim.Runner.Tests;

public class RunTests
{
    private static readonly string[] Tables =
        ["jobs.csv", "allocations.csv", "series.csv", "summary.json", "scenario.json", "report.html"];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ARunLeavesItsTablesAndAReport()
    {
        ToolRun run = Run("fifo,fifo-skip");

        Assert.That(run.Out, Does.Contain($"report: {_folder["out"]}/report.html"));
        Assert.That(File.Exists(Path.Combine(_folder["out"], "report.html")), Is.True);
        foreach (string policy in new[] { "fifo", "fifo-skip" })
        {
            foreach (string file in Tables)
            {
                Assert.That(File.Exists(Path.Combine(_folder["out"], policy, file)), Is.True, file);
            }
        }
    }

    [Test]
    public void TheJobsTableHoldsTheScheduleWorkedOutByHand()
    {
        // 4 GPUs. a (2 GPUs) runs 0-100. b (4) comes at 10 and waits for a: 100-200. c (1) comes at 20; fifo keeps it
        // behind b: 200-300; fifo-skip lets it pass: 20-120, which makes b wait to 120.
        Run("fifo,fifo-skip");
        Assert.That(Starts("fifo"), Is.EqualTo(new[] { "0", "100", "200" }));
        Assert.That(Starts("fifo-skip"), Is.EqualTo(new[] { "0", "120", "20" }));
    }

    [Test]
    public void AFinishedScenarioIsNeverRunAgain()
    {
        Run("fifo");
        string jobs = Path.Combine(_folder["out"], "fifo", "jobs.csv");
        DateTime written = File.GetLastWriteTimeUtc(jobs);

        ToolRun second = Run("fifo,fifo-skip");

        Assert.That(second.Error, Does.Contain("2 scenarios, 1 of them finished by an earlier run"));
        Assert.That(File.GetLastWriteTimeUtc(jobs), Is.EqualTo(written));
        Assert.That(second.Error, Does.Not.Contain("] fifo\n"));
    }

    [TestCase("jobs.csv")]
    [TestCase("summary.json")]
    public void AFinishedScenarioThatLostATableIsRunAgain(string table)
    {
        Run("fifo,fifo-skip");
        string path = Path.Combine(_folder["out"], "fifo", table);
        byte[] whole = File.ReadAllBytes(path);
        File.Delete(path);

        ToolRun second = Run("fifo,fifo-skip");

        Assert.That(second.Error, Does.Contain("2 scenarios, 1 of them finished by an earlier run"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(whole));
    }

    [Test]
    public void AChangedInputIsRunAgain()
    {
        Run("fifo");
        string trace = Traces.Small(_folder);
        File.WriteAllText(trace, File.ReadAllText(trace).Replace("\nc,20,", "\nc,30,", StringComparison.Ordinal));

        ToolRun second = Run("fifo");

        Assert.That(second.Error, Does.Contain("[1/1] fifo"));
        Assert.That(File.ReadAllText(Path.Combine(_folder["out"], "fifo", "jobs.csv")), Does.Contain("\nc,,30,200,"));
    }

    [Test]
    public void AKilledScenarioIsRunAgainAndLeavesNoTrace()
    {
        Run("fifo,fifo-skip");
        Dictionary<string, byte[]> whole = TemporaryFolder.Contents(_folder["out"]);
        // What a kill in the middle of a run leaves: one scenario half written, none of the later files.
        string unfinished = Path.Combine(_folder["out"], ".unfinished-fifo-skip");
        Directory.Move(Path.Combine(_folder["out"], "fifo-skip"), unfinished);
        File.Delete(Path.Combine(unfinished, "scenario.json"));
        File.Delete(Path.Combine(_folder["out"], "report.html"));

        Run("fifo,fifo-skip");

        Assert.That(TemporaryFolder.Contents(_folder["out"]), Is.EqualTo(whole));
    }

    [Test]
    public void AnInterruptedRunSaysHowToGoOnAndGoesOn()
    {
        ToolRun stopped = ToolRun.Of(
            new CancellationToken(canceled: true),
            "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo",
            "--out", _folder["out"]);

        Assert.That(stopped.Code, Is.EqualTo(ExitCode.Interrupted));
        Assert.That(stopped.Error, Does.Contain("0 of 1 scenarios are finished"));
        Assert.That(stopped.Error, Does.Contain("run the same command again to go on"));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder["out"]), Is.Empty);
        Run("fifo");
    }

    [Test]
    public void TheNumberOfThreadsChangesNoByte()
    {
        foreach (string threads in new[] { "1", "2" })
        {
            string path = _folder.File("experiment.yaml", """
                traces: { generate: synthetic-small, set: { jobs: 120 } }
                platforms: gpus:8x4
                policies: [fifo, fifo-skip, sjf]
                seeds: [1, 2]
                """);
            ToolRun.Good("run", path, "--out", _folder["threads" + threads], "--threads", threads);
        }

        Dictionary<string, byte[]> one = TemporaryFolder.Contents(_folder["threads1"]);
        Assert.That(one, Has.Count.GreaterThan(6 * 6));
        Assert.That(TemporaryFolder.Contents(_folder["threads2"]), Is.EqualTo(one));
    }

    [Test]
    public void ASeedWithoutEffectIsTold() =>
        Assert.That(Run("fifo", "--seed", "7").Error, Does.Contain("notice: The seed had no effect"));

    [TestCase("priority-preemptive", "checkpoint", true)]
    [TestCase("priority-preemptive", "kill", false)]
    public void ACheckpointIntervalWithoutEffectIsTold(string policy, string stop, bool told)
    {
        string error = Run(
            policy, "--set", $"stop={stop}", "--option", "overheads.checkpoint_interval=1h").Error;

        Assert.That(error.Contains("checkpoint interval of options", StringComparison.Ordinal), Is.EqualTo(told));
    }

    [Test]
    public void MissingEstimatesAreReplacedByAnOracleAndSaidToBe()
    {
        ToolRun run = Run("sjf");
        Assert.That(
            run.Error,
            Does.Contain("The trace has no walltimes, so the policy was given the exact run times: an oracle."));
        string summary = File.ReadAllText(Path.Combine(_folder["out"], "sjf", "summary.json"));
        Assert.That(summary, Does.Contain("exact x 1").And.Contain("oracle"));
    }

    [Test]
    public void AUsersEstimatesMustBeThere() => Assert.That(
        ToolRun.Bad(
            1, "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo",
            "--estimates", "user", "--out", _folder["out"]),
        Does.Contain("found no walltimes"));

    [Test]
    public void AnSwfHeaderNamesThePlatform()
    {
        string swf = _folder.File("log.swf", """
            ; MaxProcs: 8
            ; UnixStartTime: 0
            1 0 -1 100 4 -1 -1 4 200 -1 1 1 1 1 1 -1 -1 -1
            2 10 -1 100 8 -1 -1 8 200 -1 1 1 1 1 1 -1 -1 -1
            """);
        ToolRun run = ToolRun.Good("run", "--trace", swf, "--policy", "fifo", "--out", _folder["out"]);
        Assert.That(run.Error, Does.Contain("notice: platform cores:8, as the trace says"));
    }

    private ToolRun Run(string policies, params string[] more) => ToolRun.Good(
    [
        "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", policies,
        "--out", _folder["out"], .. more,
    ]);

    private IEnumerable<string> Starts(string policy) =>
        File.ReadLines(Path.Combine(_folder["out"], policy, "jobs.csv")).Skip(1).Select(line => line.Split(',')[3]);
}
