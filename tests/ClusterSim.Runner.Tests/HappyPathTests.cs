using System.Globalization;
using System.Text.Json;
using ClusterSim.Platforms;
using ClusterSim.Traces;

namespace ClusterSim.Runner.Tests;

/// <summary>Every verb on the traces, platforms and rules of the repository.</summary>
public class HappyPathTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ComparePrintsTheDifferencesOfAnExperimentAndOfTwoRuns()
    {
        ToolRun.Good(
            "run", "--trace", "traces/synthetic-small", "--platform", "platforms/small-gpu.yaml",
            "--policy", "fifo,fifo-skip,tiresias", "--out", _folder["out"]);

        string all = ToolRun.Good("compare", _folder["out"]).Out;
        Assert.That(all, Does.Contain("| fifo-skip |").And.Contain("| tiresias |").And.Contain("95 % CI"));

        string two = ToolRun.Good(
            "compare", Path.Combine(_folder["out"], "fifo-skip"), Path.Combine(_folder["out"], "tiresias")).Out;
        Assert.That(two, Does.Contain("| fifo-skip |").And.Contain("| tiresias |").And.Not.Contain("| fifo |"));
    }

    // Four GPUs: a takes 2 at 0, b asks for 4 at 10 and heads the queue until a ends at 100; c asks for 1 at 20.
    [Test]
    public void ExplainTellsWhyAJobWaited()
    {
        ToolRun.Good(
            "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo,fifo-skip",
            "--out", _folder["out"]);

        string text = ToolRun.Good("explain", Path.Combine(_folder["out"], "fifo"), "--job", "c").Out;
        Assert.That(text, Does.Contain("From 20.0 s to 100 s (80.0 s): there was room, but it is kept for b")
            .And.Contain("Under fifo-skip the same job waited 0 s"));

        string json = ToolRun.Good("explain", _folder["out"], "--job", "c", "--policy", "fifo", "--json").Out;
        JsonElement explained = JsonDocument.Parse(json).RootElement;
        Assert.That(explained.GetProperty("waits")[0].GetProperty("cause").GetString(), Is.EqualTo("reservation"));
        Assert.That(explained.GetProperty("otherwise")[0].GetProperty("policy").GetString(), Is.EqualTo("fifo-skip"));
    }

    [Test]
    public void ReportWritesTheSameReportAgain()
    {
        ToolRun.Good(
            "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo,fifo-skip",
            "--out", _folder["out"]);
        string report = Path.Combine(_folder["out"], "report.html");
        string before = File.ReadAllText(report);
        File.Delete(report);

        Assert.That(ToolRun.Good("report", _folder["out"]).Out, Does.Contain(report));

        Assert.That(File.ReadAllText(report), Is.EqualTo(before));
        string single = ToolRun.Good("report", Path.Combine(_folder["out"], "fifo")).Out;
        Assert.That(single, Does.Contain(Path.Combine("fifo", "report.html")));
    }

    [TestCase("synthetic-small")]
    [TestCase("synthetic-waste")]
    [TestCase("synthetic-hpc")]
    public void InspectCountsTheJobs(string name)
    {
        string trace = Path.Combine("traces", name);
        // One line for each job, after the header.
        string jobs = (File.ReadLines(trace + ".csv").Count() - 1).ToString("N0", CultureInfo.InvariantCulture);
        Assert.That(ToolRun.Good("inspect", trace).Out, Does.Match($@"rows read\s+{jobs}\n"));
        Assert.That(ToolRun.Good("inspect", trace, "--markdown").Out, Does.Contain("|").And.Contain(jobs));
    }

    // The preset is made to load platforms/small-gpu.yaml to about 0.85.
    [Test]
    public void InspectAuditsAgainstAPlatform()
    {
        string[] words = ["inspect", "traces/synthetic-small", "--platform", "platforms/small-gpu.yaml"];
        Assert.That(ToolRun.Good(words).Out, Does.Contain("The platform can carry it: every job fits"));

        using JsonDocument json = JsonDocument.Parse(ToolRun.Good([.. words, "--json"]).Out);
        JsonElement gpus = json.RootElement.GetProperty("audit").GetProperty("load").GetProperty("resources")[0];
        Assert.That(gpus.GetProperty("load").GetDouble(), Is.EqualTo(0.85).Within(0.05));
        Assert.That(json.RootElement.GetProperty("inspection").GetProperty("jobs").GetInt32(), Is.EqualTo(500));
        Assert.That(ToolRun.Bad(2, [.. words, "--json", "--markdown"]), Does.Contain("expected one of them"));
    }

    [Test]
    public void FiltersAreOneSpellingForThreeVerbsAndStandInTheSummary()
    {
        string[] filters = ["--filter", "gpus=1..2", "--filter", "first=40"];
        string outFile = _folder["few.csv"];
        Assert.That(
            ToolRun.Good(["convert", "traces/synthetic-small", "--to", "csv", "--out", outFile, .. filters]).Out,
            Does.Contain("40 jobs"));
        Assert.That(
            ToolRun.Good(["inspect", "traces/synthetic-small", .. filters]).Out,
            Does.Match(@"jobs\s+40\n").And.Contain("noticed: filter first=40: 40 of "));

        string[] run = ["run", "--trace", "traces/synthetic-small", "--platform", "gpus:4x4", "--policy", "fifo"];
        string[] trim = ["--warm-up", "10%", "--cool-down", "2h"];
        ToolRun.Good([.. run, .. filters, "--filter", "target-load=0.5", .. trim, "--out", _folder["run"]]);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(_folder["run"], "fifo", "summary.json")));
        JsonElement provenance = summary.RootElement.GetProperty("provenance");
        string?[] steps = [.. provenance.GetProperty("trace").GetProperty("transformations").EnumerateArray()
            .Select(step => step.GetString())];
        Assert.That(steps[1..3], Is.EqualTo(new[]
        {
            "filter first=40: 40 of " + steps[0]!.Split(": ")[1].Split(' ')[0] + " jobs kept",
            "filter target-load=0.5: 40 of 40 jobs kept",
        }));
        Assert.That(provenance.GetProperty("metrics").GetProperty("warm_up_share").GetDouble(), Is.EqualTo(0.1));
        Assert.That(
            provenance.GetProperty("metrics").GetProperty("cool_down_seconds").GetDouble(), Is.EqualTo(7200));
    }

    [Test]
    public void GenerateWritesTheFormatThatTheNamePromises()
    {
        ToolRun.Good("generate", "--preset", "lublin", "--set", "jobs=50", "--out", _folder["made.swf"]);
        Assert.That(File.ReadLines(_folder["made.swf"]).First(), Is.EqualTo("; Version: 2.2"));
        Assert.That(ToolRun.Good("inspect", _folder["made.swf"]).Out, Does.Match(@"format\s+swf\n"));

        ToolRun.Good("generate", "--preset", "lublin", "--set", "jobs=50", "--out", _folder["plain.csv"]);
        Assert.That(File.ReadLines(_folder["plain.csv"]).First(), Does.StartWith("job_id,"));
    }

    [Test]
    public void GenerateFitsAMixToATrace()
    {
        string target = _folder["like.csv"];
        ToolRun run = ToolRun.Good(
            "generate", "--like", "traces/synthetic-hpc", "--filter", "first=1500", "--set", "jobs=900", "--seed", "4",
            "--out", target);

        Assert.That(run.Out, Does.Contain("900 jobs, seed 4").And.Contain("run time (s): Kolmogorov-Smirnov D 0.0"));
        Assert.That(File.ReadLines(target).Count(), Is.EqualTo(901));
        Assert.That(
            ToolRun.Bad(2, "generate", "--like", "traces/synthetic-hpc", "--set", "users=3", "--out", _folder["x.csv"]),
            Does.Contain("found --set users with --like"));
    }

    [Test]
    public void ConvertToTheNormalFormIsTheIdentity()
    {
        ToolRun.Good("convert", "traces/synthetic-small", "--to", "csv", "--out", _folder["packed.csv.gz"]);
        ToolRun.Good("convert", _folder["packed"], "--to", "csv", "--out", _folder["copy.csv"]);
        byte[] original = File.ReadAllBytes("traces/synthetic-small.csv");
        Assert.That(File.ReadAllBytes(_folder["copy.csv"]), Is.EqualTo(original));
    }

    [Test]
    public void InspectSaysWhatAPlatformCannotExpress()
    {
        File.WriteAllText(
            _folder["p.xml"], "<platform version='4.1'><host id='a' speed='1Gf' coordinates='1 2 3'/></platform>");
        string said = ToolRun.Good("inspect", "traces/synthetic-hpc", "--platform", _folder["p.xml"]).Error;
        Assert.That(said, Does.Contain("platform p: not in the model: attribute 'coordinates' of host"));
    }

    // Without Name and Source, a shorthand and its file are the same 15 nodes of 4 GPUs.
    [TestCase("15.yaml")]
    [TestCase("15.yaml.gz")]
    public void ConvertWritesAPlatformAsYaml(string file)
    {
        ToolRun.Good("convert", "gpus:15x4", "--to", "yaml", "--out", _folder[file]);
        Assert.That(Platform.Load(_folder[file]).Nodes, Is.EqualTo(Platform.Load("gpus:15x4").Nodes));
    }

    [Test]
    public void ConvertToSwfKeepsWhatTheFormatKnows()
    {
        ToolRun.Good("convert", "traces/synthetic-hpc", "--to", "swf", "--out", _folder["hpc.swf"]);
        ToolRun.Good("validate", _folder["hpc.swf"]);
        var read = Trace.Open(_folder["hpc.swf"]).ToWorkload().Jobs;
        var original = Trace.Open("traces/synthetic-hpc").ToWorkload().Jobs;
        Assert.That(
            read.Sum(job => job.Request.TotalCpuMilli), Is.EqualTo(original.Sum(job => job.Request.TotalCpuMilli)));
        Assert.That(
            read.Sum(job => job.Profile.RunTime.TotalSeconds),
            Is.EqualTo(original.Sum(job => job.Profile.RunTime.TotalSeconds)));
    }

    [Test]
    public void GenerateMakesTheBundledTraceAndItsLabels()
    {
        ToolRun.Good("generate", "--preset", "synthetic-waste", "--out", _folder["waste.csv"]);
        foreach (string name in new[] { "waste.csv", "waste.labels.csv" })
        {
            byte[] bundled = File.ReadAllBytes("traces/synthetic-" + name);
            Assert.That(File.ReadAllBytes(_folder[name]), Is.EqualTo(bundled), name);
        }
    }

    [Test]
    public void GenerateTakesOptionsAndASeed()
    {
        string[] options = ["generate", "--set", "jobs=50", "--set", "max_run_time=1 h"];
        ToolRun.Good([.. options, "--seed", "9", "--out", _folder["a.csv"]]);
        ToolRun.Good([.. options, "--seed", "8", "--out", _folder["b.csv"]]);
        Assert.That(File.ReadLines(_folder["a.csv"]).Count(), Is.EqualTo(51));
        Assert.That(File.ReadAllText(_folder["a.csv"]), Is.Not.EqualTo(File.ReadAllText(_folder["b.csv"])));
    }

    [Test]
    public void ValidateRecognisesWhatAFileIs()
    {
        string[] experiments = Directory.GetFiles("experiments", "experiment.yaml", SearchOption.AllDirectories);
        Assert.That(experiments, Has.Length.GreaterThanOrEqualTo(2));
        foreach ((string kind, string[] files) in new[]
        {
            ("experiment", experiments), ("platform", Directory.GetFiles("platforms", "*.yaml")),
            ("rules", Directory.GetFiles("experiments/rules", "*.yaml")),
            ("trace", ["traces/synthetic-small.csv", "traces/synthetic-waste.csv", "traces/synthetic-hpc.csv"]),
        })
        {
            foreach (string file in files)
            {
                Assert.That(ToolRun.Good("validate", file).Out, Does.StartWith($"{file}: good {kind} ("));
            }
        }
    }

    [Test]
    public void ValidateGoesOnAfterABadFile()
    {
        ToolRun run = ToolRun.Of("validate", _folder.File("bad.yaml", "nodes: 3"), "platforms/small-gpu.yaml");
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Errors, Has.Some.Contains("bad.yaml:1:"));
        Assert.That(run.Out, Does.Contain("small-gpu.yaml: good platform"));
    }

    [TestCase("traces", "swf", "traces/synthetic-small.csv")]
    [TestCase("policies", "fifo", "tiresias")]
    [TestCase("platforms", "cores:N", "platforms/small-gpu.yaml")]
    [TestCase("rules", "IdleTailOfJob", "")]
    [TestCase("detectors", "utilization-drop", "node-failure-rate")]
    public void ListSaysWhatThereIs(string what, string one, string another)
    {
        string list = ToolRun.Good("list", what).Out;
        Assert.That(list, Does.Contain(one).And.Contain(another).And.Not.Contain("cannot be used"));
    }

    [Test]
    public void APolicyOptionCanBeMeantForOnePolicyOrForAll()
    {
        ToolRun.Good(
            "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo,fifo-skip",
            "--set", "placement=worst-fit", "--out", _folder["all"]);
        ToolRun.Good(
            "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo,fifo-skip",
            "--set", "fifo.placement=worst-fit", "--out", _folder["one"]);
        Assert.That(Placement("all", "fifo-skip"), Does.Contain("worst-fit"));
        Assert.That(Placement("one", "fifo"), Does.Contain("worst-fit"));
        Assert.That(Placement("one", "fifo-skip"), Does.Contain("first-fit"));
    }

    [Test]
    public void AProgressBarIsDrawnOnATerminal()
    {
        using StringWriter output = new(), error = new();
        int code = Tool.RunAsync(
            [
                "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo",
                "--out", _folder["out"],
            ],
            new Terminal(output, error, IsInteractive: true),
            CancellationToken.None).GetAwaiter().GetResult();
        Assert.That(code, Is.Zero);
        Assert.That(error.ToString(), Does.Contain("0/1 scenarios").Or.Contain("1/1 scenarios"));
    }

    private string Placement(string experiment, string policy) => File.ReadLines(
        Path.Combine(_folder[experiment], policy, "scenario.json")).Single(line => line.Contains("option.placement"));
}
