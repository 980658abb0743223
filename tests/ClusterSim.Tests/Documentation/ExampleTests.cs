using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;
using MyPolicies;

namespace ClusterSim.Tests.Documentation;

/// <summary>
/// The examples of the documentation, as they stand there: each region is a block of code of a page, which another test
/// compares. Here they are run.
/// </summary>
[NonParallelizable]
public sealed class ExampleTests
{
    private string _folder = "";
    private TextWriter _console = TextWriter.Null;

    [SetUp]
    public void GoToTheRoot()
    {
        (_folder, _console) = (System.Environment.CurrentDirectory, Console.Out);
        System.Environment.CurrentDirectory = Repository.Root;
    }

    [TearDown]
    public void GoBack()
    {
        System.Environment.CurrentDirectory = _folder;
        Console.SetOut(_console);
    }

    [Test]
    public void TheTenLinesOfTheReadmeCompareTwoPolicies()
    {
        StringWriter output = new();
        Console.SetOut(output);

        #region ReadmeExample
        Workload workload = Trace.Open("traces/synthetic-small").ToWorkload();
        Platform platform = Platform.Load("platforms/small-gpu.yaml");
        SimulationOptions options = new() { Seed = 42, Rules = [CreRules.Load("experiments/rules")] };

        RunResult fifo = Simulation.Run(workload, platform, Policies.Fifo(), options);
        RunResult tiresias = Simulation.Run(
            workload, platform, Policies.Tiresias(new() { QueueLimitsGpuSeconds = [3_600, 36_000] }), options);

        Comparison comparison = Comparison.Of(baseline: fifo, tiresias);
        Console.WriteLine(comparison.ToMarkdown());
        #endregion

        Assert.That(output.ToString(), Does.Contain("fifo").And.Contain("tiresias"));
        Assert.That(fifo.Jobs, Has.Length.EqualTo(500));
        Assert.That(tiresias.Jobs.Select(job => job.EndTime), Is.Not.EqualTo(fifo.Jobs.Select(job => job.EndTime)));
    }

    // 500 jobs; whoever goes first by GPUs is another schedule than first come, first served, of the same jobs.
    [Test]
    public void AnOwnPolicyIsComparedWithFifo()
    {
        StringWriter output = new();
        Console.SetOut(output);

        #region CompareOwnPolicy
        Workload workload = Trace.Open("traces/synthetic-small").ToWorkload();
        Platform platform = Platform.Load("platforms/small-gpu.yaml");
        RunResult fifo = Simulation.Run(workload, platform, Policies.Fifo());
        RunResult mine = Simulation.Run(workload, platform, new FewestGpusFirst());

        Console.WriteLine(Comparison.Of(baseline: fifo, mine).ToMarkdown());
        #endregion

        Assert.That(output.ToString(), Does.Contain("fewest-gpus-first"));
        Assert.That(mine.Jobs.Select(job => job.EndTime), Is.Not.EqualTo(fifo.Jobs.Select(job => job.EndTime)));
        Assert.That(mine.Jobs.Select(job => job.Status), Is.EqualTo(fifo.Jobs.Select(job => job.Status)));
    }

    [Test]
    public void ActingOnRulesKeepsALedger()
    {
        Workload workload = Trace.Open("traces/synthetic-waste").ToWorkload();
        Platform platform = Platform.Load("platforms/small-gpu.yaml");

        #region RulesExample
        SimulationOptions options = new() { Rules = [CreRules.Load("experiments/rules")] };
        RunResult run = Simulation.Run(workload, platform, Policies.PatternDriven(Policies.FifoSkip()), options);
        #endregion

        IEnumerable<string> rules = options.Rules[0].Rules.Select(rule => rule.RuleId);
        Assert.That(run.Ledger.Select(entry => entry.RuleId), Is.EqualTo(rules));
        Assert.That(run.Ledger.Sum(entry => entry.Detections), Is.EqualTo(run.Detections.Length).And.GreaterThan(0));
    }

    [Test]
    public void AGeneratedWorkloadKnowsItsWastefulJobs()
    {
        #region GeneratorExample
        GeneratorOptions waste = GeneratorPresets.Find("synthetic-waste").Options;
        GeneratedWorkload generated = WorkloadGenerator.Generate(waste with { Seed = 7 });
        Workload workload = generated.Workload;
        HashSet<string> wasteful = [.. generated.Labels.Where(label => label.IsWasteful).Select(label => label.JobId)];
        #endregion

        Assert.That(workload.Jobs.Select(job => job.Id), Is.SupersetOf(wasteful));
        Assert.That(wasteful, Is.Not.Empty);
    }

    [Test]
    public void ARealTraceIsInspectedAndConverted()
    {
        string folder = Directory.CreateTempSubdirectory("clustersim-example-").FullName;
        File.Copy(
            SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz"),
                Path.Combine(folder, "KTH-SP2-1996-2.1-cln.swf.gz"));
        System.Environment.CurrentDirectory = folder;
        StringWriter output = new();
        Console.SetOut(output);

        #region TraceExample
        Trace trace = Trace.Open("KTH-SP2-1996-2.1-cln.swf.gz");
        Console.WriteLine(trace.Report.ToText());
        Console.WriteLine(TraceInspection.Of(trace).ToMarkdown());
        Workload workload = trace.ToWorkload();
        NormalForm.Write(workload, "kth.csv.gz");
        #endregion

        Assert.That(Trace.Open("kth.csv.gz").ToWorkload().Jobs, Has.Length.EqualTo(28_476), "as the archive states");
        Assert.That(output.ToString(), Does.Contain("28476").Or.Contain("28,476"));
        Directory.Delete(folder, recursive: true);
    }
}
