namespace ClusterSim.Runner.Tests;

/// <summary>Whatever is wrong with the input ends as one clear line that names the place, and exit code 1.</summary>
public class BadInputTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void AMissingTrace() =>
        Assert.That(RunTrace(_folder["nowhere.csv"]), Does.Contain("nowhere.csv").And.Contain("no such file"));

    [Test]
    public void AFolderInPlaceOfATrace() =>
        Assert.That(
            RunTrace(Directory.CreateDirectory(_folder["sub"]).FullName), Does.Contain("sub").And.Contain("a folder"));

    [Test]
    public void AnEmptyTrace() => Assert.That(RunTrace(_folder.File("e.csv", "")), Does.Contain("an empty file"));

    [Test]
    public void ATraceWithoutJobs()
    {
        string header = File.ReadLines(Traces.Small(_folder)).First();
        Assert.That(
            RunTrace(_folder.File("h.csv", header + "\n")),
            Does.Contain("h.csv").And.Contain("expected at least one job"));
    }

    [Test]
    public void ABinaryTrace()
    {
        File.WriteAllBytes(_folder["b.csv"], [0, 1, 2, 3, 0, 255, 254, 0, 9]);
        Assert.That(RunTrace(_folder["b.csv"]), Does.Contain("b.csv"));
    }

    [Test]
    public void ATraceOfAnotherFormat() => Assert.That(
        Run("--policy", "fifo", "--format", "swf"),
        Does.Contain("small.csv"));

    [Test]
    public void AnUnknownFormat() => Assert.That(
        Run("--policy", "fifo", "--format", "xml"),
        Does.Contain("'xml'"));

    [Test]
    [Platform("Linux")]
    public void AnUnreadableTrace()
    {
        // Permissions do not bind root; reading the unmapped start of a process's memory fails for everybody.
        string path = Path.Combine(Path.GetDirectoryName(Traces.Small(_folder))!, "unreadable.csv");
        File.CreateSymbolicLink(path, "/proc/self/mem");
        Assert.That(RunTrace(path), Does.Contain("unreadable.csv").And.Contain("Input/output error"));
    }

    [TestCase("fiffo", "expected one of", "did you mean 'fifo'?")]
    [TestCase("", "found ''", "expected one of")]
    [TestCase("fifo,fifo", "found 'fifo' a second time, expected it once", "")]
    public void AWrongPolicy(string policy, string message, string also) =>
        Assert.That(Run("--policy", policy), Does.Contain("--policy").And.Contain(message).And.Contain(also));

    [TestCase("placement=bestfit", "did you mean 'best-fit'?")]
    [TestCase("placment=best-fit", "did you mean 'placement'?")]
    [TestCase("fifo.placment=best-fit", "did you mean 'placement'?")]
    [TestCase("placement", "expected [POLICY.]KEY=VALUE")]
    [TestCase("=x", "expected [POLICY.]KEY=VALUE")]
    public void AWrongPolicyOption(string setting, string message) =>
        Assert.That(Run("--policy", "fifo", "--set", setting), Does.Contain("--set").And.Contain(message));

    [TestCase("nowhere.yaml", "no such file")]
    [TestCase("cores:0", "cores:0")]
    [TestCase("gpus:4x", "gpus:4x")]
    [TestCase("gpus:-4", "gpus:-4")]
    [TestCase("gpus:99999999999999999999", "gpus:99999999999999999999")]
    public void AWrongPlatform(string platform, string message) => Assert.That(
        RunOn(platform),
        Does.Contain("--platform").And.Contain(message));

    [Test]
    public void APlatformTooSmallForAnyJob() => Assert.That(
        RunOn("cores:1"),
        Does.Contain("none of the 3 jobs").And.Contain("cores-1")
            .And.Contain("'a': an instance asks for 2 GPUs, a node has at most 0"));

    [Test]
    public void ATraceWithRolesOnAPlatformWithoutThem()
    {
        string trace = _folder.File("roles.csv", File.ReadAllText(Traces.Small(_folder)));
        string[] lines = File.ReadAllLines(trace);
        int role = Array.IndexOf(lines[0].Split(','), "role");
        for (int i = 1; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split(',');
            fields[role] = "HN";
            lines[i] = string.Join(',', fields);
        }

        File.WriteAllLines(trace, lines);
        Assert.That(RunTrace(trace), Does.Contain("asks for role 'HN', which no node has"));
    }

    [Test]
    public void NoPlatformAndATraceThatNamesNone() => Assert.That(
        ToolRun.Bad(2, "run", "--trace", Traces.Small(_folder), "--policy", "fifo", "--out", _folder["o"]),
        Does.Contain("found no --platform"));

    [TestCase("never")]
    [TestCase("exact:0")]
    [TestCase("exact:-1")]
    [TestCase("user:NaN")]
    [TestCase("")]
    public void WrongEstimates(string estimates) =>
        Assert.That(
            Run("--policy", "fifo", "--estimates", estimates), Does.Contain("--estimates").And.Contain("'exact:2'"));

    [Test]
    public void MissingRules() => Assert.That(
        Run("--policy", "fifo", "--rules", _folder["no-rules"]),
        Does.Contain("--rules").And.Contain("no-rules: found neither a file nor a folder"));

    [Test]
    public void UnknownDetectors() => Assert.That(
        Run("--policy", "fifo", "--detectors", "utilization-drop,slow-nodes"),
        Does.Contain("--detectors").And.Contain("found 'slow-nodes'").And.Contain("'slow-node'"));

    [Test]
    public void AFileInPlaceOfTheResults()
    {
        string file = _folder.File("taken", "precious");
        Assert.That(RunInto(file), Does.Contain("taken").And.Contain("found a file, expected a folder"));
        Assert.That(File.ReadAllText(file), Is.EqualTo("precious"));
    }

    [Test]
    public void AFolderThatMayNotBeWritten() => Assert.That(
        RunInto("/proc/none/x"), Does.Contain("/proc/none"));

    [TestCase("compare")]
    [TestCase("report")]
    public void AFolderWithoutRuns(string verb)
    {
        Directory.CreateDirectory(_folder["empty"]);
        Assert.That(ToolRun.Bad(1, verb, _folder["empty"]), Does.Contain("expected the folder of finished runs"));
        Assert.That(ToolRun.Bad(1, verb, _folder["none"]), Does.Contain("found no such folder"));
    }

    [Test]
    public void AnExistingFileIsNeverReplacedUnasked()
    {
        string target = _folder.File("there.csv", "precious");
        Assert.That(
            ToolRun.Bad(1, "convert", Traces.Small(_folder), "--to", "csv", "--out", target),
            Does.Contain("found an existing file").And.Contain("--force"));
        Assert.That(File.ReadAllText(target), Is.EqualTo("precious"));
        ToolRun.Good("convert", Traces.Small(_folder), "--to", "csv", "--out", target, "--force");
        Assert.That(File.ReadAllText(target), Does.StartWith("job_id,"));
    }

    [TestCase("rules: ", "[")]
    [TestCase("rules: ", "{a: ")]
    [TestCase("nodes: ", "[")]
    [TestCase("traces: ", "{a: ")]
    public void HostileDepthOfYaml(string start, string nested)
    {
        string text = start + string.Concat(Enumerable.Repeat(nested, 100_000));
        string error = ToolRun.Bad(1, "validate", _folder.File("deep.yaml", text));
        Assert.That(error, Does.Contain("deep.yaml:1:").And.Contain("nested levels"));
    }

    [Test]
    public void ColumnMapsOfHostileDepth()
    {
        string map = _folder.File("map.yaml", "columns: " + new string('[', 100_000));
        string trace = _folder.File("t.csv", "a,b\n1,2\n");
        string error = ToolRun.Bad(1, "inspect", trace, "--format", "csv:" + map);
        Assert.That(error, Does.Contain("map.yaml").And.Contain("nested levels"));
    }

    [TestCase("synthetic-smal", "did you mean 'synthetic-small'?")]
    public void AnUnknownPreset(string preset, string message) => Assert.That(
        ToolRun.Bad(1, "generate", "--preset", preset, "--out", _folder["g.csv"]), Does.Contain(message));

    [TestCase("jobz=5", "did you mean 'jobs'?")]
    [TestCase("jobs=many", "found 'many'")]
    [TestCase("jobs=-5", "found '-5'")]
    [TestCase("jobs=0", "--set jobs: found '0', expected a whole number of 1 or more")]
    [TestCase("median_run_time=20", "found '20', expected a length of time with its unit")]
    [TestCase("idle_tail_share=7", "--set idle_tail_share: found '7', expected a share from 0 to 1")]
    public void AWrongGeneratorOption(string setting, string message)
    {
        Assert.That(ToolRun.Bad(1, "generate", "--set", setting, "--out", _folder["g.csv"]), Does.Contain(message));
        Assert.That(File.Exists(_folder["g.csv"]), Is.False);
    }

    [Test]
    public void AWrongFilterIsNamedWithItsOption()
    {
        string[] run = ["run", "--trace", "traces/synthetic-small", "--platform", "gpus:4x4", "--policy", "fifo"];
        Assert.That(
            ToolRun.Bad(1, [.. run, "--out", _folder["x"], "--filter", "usr=a"]),
            Does.StartWith("error: --filter: found filter 'usr', expected one of ")
                .And.Contain("did you mean 'user'?"));
        Assert.That(
            ToolRun.Bad(1, "inspect", "traces/synthetic-small", "--filter", "gpus=a"),
            Does.StartWith("error: --filter: filter 'gpus': found '=a', expected gpus=MIN..MAX"));
        Assert.That(
            ToolRun.Bad(1, [.. run, "--out", _folder["x"], "--warm-up", "2"]),
            Does.Contain("--warm-up: found '2', expected a share below 1"));
    }

    [TestCase("inspect", "")]
    [TestCase("validate", " ")]
    [TestCase("report", "")]
    [TestCase("run", "")]
    [TestCase("convert", "")]
    public void AnEmptyNameOfAFile(string verb, string name)
    {
        string[] more = verb == "convert" ? ["--to", "csv"] : verb == "run" ? ["--out", _folder["o"]] : [];
        Assert.That(ToolRun.Bad(2, [verb, name, .. more]), Does.Contain("found an empty name, expected"));
    }

    [TestCase("--out")]
    [TestCase("--trace")]
    [TestCase("--platform")]
    [TestCase("--rules")]
    public void AnEmptyNameInAnOption(string option)
    {
        Dictionary<string, string> options = new()
        {
            ["--trace"] = Traces.Small(_folder), ["--platform"] = "gpus:4", ["--policy"] = "fifo",
            ["--out"] = _folder["o"], [option] = "",
        };
        string[] args = ["run", .. options.SelectMany(given => new[] { given.Key, given.Value })];
        Assert.That(ToolRun.Bad(2, args), Does.Contain($"{option}: found an empty name"));
    }

    [Test]
    public void ANameThatIsNoUtf8() => Assert.That(
        ToolRun.Bad(2, "inspect", "na\uFFFDme.csv"), Does.Contain("not valid UTF-8").And.Contain("rename the file"));

    [Test]
    public void ATargetInAFolderThatIsMissing()
    {
        string target = Path.Combine(_folder["nodir"], "t.csv");
        Assert.That(
            ToolRun.Bad(1, "convert", Traces.Small(_folder), "--to", "csv", "--out", target),
            Does.Contain("t.csv: found no folder").And.Contain("nodir"));
        Assert.That(ToolRun.Bad(1, "generate", "--out", target), Does.Contain("found no folder"));
    }

    [Test]
    public void LabelsThatAreInTheWayStopTheGeneratorBeforeItWrites()
    {
        _folder.File("g.labels.csv", "precious");
        string error = ToolRun.Bad(1, "generate", "--out", _folder["g.csv"]);
        Assert.That(error, Does.Contain("g.labels.csv: found an existing file"));
        Assert.That(File.Exists(_folder["g.csv"]), Is.False);
    }

    [TestCase("report.html")]
    [TestCase("report.md")]
    public void AForeignReportIsNotOverwritten(string name)
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(Path.Combine(_folder["out"], name), "precious");
        Assert.That(RunInto(_folder["out"]), Does.Contain(name).And.Contain("no experiment.json"));
        Assert.That(File.ReadAllText(Path.Combine(_folder["out"], name)), Is.EqualTo("precious"));
        Assert.That(Directory.GetFiles(_folder["out"]), Has.Length.EqualTo(1), "not even the lock stays");
    }

    [TestCase("e.yaml", "", "found none of our keys")]
    [TestCase("e.yaml", "colour: blue\n", "found none of our keys")]
    [TestCase("m.yaml", "columns:\n  job_id: id\n", "found a column map")]
    public void AYamlFileThatIsNoKindOfOurs(string name, string text, string message) =>
        Assert.That(ToolRun.Bad(1, "validate", _folder.File(name, text)), Does.Contain(name).And.Contain(message));

    [Test]
    public void WhatIsMissingOrEmptyAmongTheFilesToValidate()
    {
        Directory.CreateDirectory(_folder["rules"]);
        Assert.That(ToolRun.Bad(1, "validate", _folder["rules"]), Does.Contain("without .yaml or .yml files"));
        Assert.That(ToolRun.Bad(1, "validate", _folder["no.yaml"]), Does.EndWith("no.yaml: found no such file"));
    }

    [TestCase(0, "", "found an empty job id")]
    [TestCase(20, "99", "job 'a': 99 active GPUs, expected 0 to 2")]
    public void AJobThatCannotBe(int column, string value, string message)
    {
        string[] lines = File.ReadAllLines(Traces.Small(_folder));
        string[] fields = lines[1].Split(',');
        fields[column] = value;
        lines[1] = string.Join(',', fields);
        File.WriteAllLines(_folder["bad.csv"], lines);
        Assert.That(ToolRun.Bad(1, "inspect", _folder["bad.csv"]), Does.Contain("bad.csv:2: ").And.Contain(message));
    }

    private string RunTrace(string trace) => ToolRun.Bad(
        1, "run", "--trace", trace, "--platform", "gpus:4", "--policy", "fifo", "--out", _folder["out"]);

    private string RunOn(string platform) => ToolRun.Bad(
        1, "run", "--trace", Traces.Small(_folder), "--platform", platform, "--policy", "fifo",
        "--out", _folder["out"]);

    private string RunInto(string folder) => ToolRun.Bad(
        1, "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo", "--out", folder);

    private string Run(params string[] more) => ToolRun.Bad(
        1, ["run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--out", _folder["out"], .. more]);
}
