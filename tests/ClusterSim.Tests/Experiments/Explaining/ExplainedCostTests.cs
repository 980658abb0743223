using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Explaining;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Experiments.Explaining;

/// <summary>
/// What limits, stops and holding back cost or saved in seconds, kWh, grams and money, against numbers worked out by
/// hand. 1 kWh emits 400 g and costs 0.2.
/// </summary>
public class ExplainedCostTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-explain-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // A V100 of 250 W held to half: measured, it runs at 0.675 of its speed and draws 0.464 of its power (Zeus). 675 s
    // become 1,000 s; (116 + 34) W x 1,000 s = 150,000 J in the place of (250 + 34) W x 675 s = 191,700 J: 41,700 J,
    // 0.011583 kWh, 4.6333 g and 0.0023167 less.
    [Test]
    public void WhatALimitOfPowerCostsAndSavesIsSaid()
    {
        ImmutableArray<string> sentences = Explain(
            "{V100: {memory: 16 GiB, idle_power: 50 W, max_power: 250 W}}", "1 x V100", 34,
            new PolicyChoice { Name = "limit", Policy = "gpu-power-limit" }, "a", Make("a", 0, 675));
        Assert.Multiple(() =>
        {
            Assert.That(sentences, Has.Member(
                "At 0 s it was limited to 125 W for each of its GPUs, because every GPU gets 50 % of its 250 W."));
            Assert.That(sentences, Has.Member(
                "Without limits in the same places it would have ended at 675 s: its limits cost it 5.42 min; "
                + "-0.0116 kWh, -4.63 g CO2e, -0.00232 for energy."));
            Assert.That(sentences, Has.None.StartsWith("Left where"));
        });
    }

    // At half the frequency work that goes by the cores alone takes twice as long: 1,000 s in the place of 500 s. Of
    // 250 W, 0.8 grow with the cube: 250 x (1 - 0.8 x 7/8) = 75 W. (75 + 34) W x 1,000 s = 109,000 J in the place of
    // (250 + 34) W x 500 s = 142,000 J: 33,000 J, 0.0091667 kWh, 3.6667 g and 0.0018333 less.
    [Test]
    public void WhatAFrequencyCostsAndSavesIsSaid()
    {
        PolicyChoice half = new()
        {
            Name = "half",
            Policy = "gpu-frequency",
            Set = ImmutableSortedDictionary<string, string>.Empty.Add("frequency", "0.5"),
        };
        ImmutableArray<string> sentences = Explain(
            "{G: {memory: 16 GiB, idle_power: 50 W, max_power: 250 W, frequency_sensitivity: 1, dynamic_power: 0.8}}",
            "1 x G", 34, half, "a", Make("a", 0, 500));
        Assert.Multiple(() =>
        {
            Assert.That(sentences, Has.Member(
                "At 0 s it had its GPUs set to 50 % of their greatest frequency, because every job gets this share."));
            Assert.That(sentences, Has.Member(
                "Without limits in the same places it would have ended at 500 s: its limits cost it 8.33 min; "
                + "-0.00917 kWh, -3.67 g CO2e, -0.00183 for energy."));
        });
    }

    // A is stopped at 100 for b, goes on at 110 after 20 s of restoring and ends at 1,030 in the place of 1,000. Its
    // work takes the same; restoring holds an idle GPU: (40 + 60) W x 20 s = 2,000 J, 0.00055556 kWh, 0.22222 g and
    // 0.00011111.
    [Test]
    public void WhatBeingStoppedCostsIsSaid()
    {
        ImmutableArray<string> sentences = Explain(
            "{G: {memory: 16 GiB, idle_power: 40 W, max_power: 240 W}}", "1 x G", 60,
            new PolicyChoice { Name = "srtf", Policy = "srtf" }, "a", Make("a", 0, 1000), Make("b", 100, 10));
        Assert.Multiple(() =>
        {
            Assert.That(sentences, Has.Member(
                "At 100 s it was stopped by the policy on n-0 and returned to the queue, because b comes before it in "
                + "the order and needs its place; b started in its place."));
            Assert.That(sentences, Has.Member(
                "Left where it first started it would have ended at 1,000 s: its stops and moves cost it 30.0 s (10.0 "
                + "s back in the queue, 20.0 s of saving and restoring); +0.000556 kWh, +0.222 g CO2e, +0.000111 for "
                + "energy."));
        });
    }

    // 4 GPUs of 10 to 110 W: 440 W with all busy, of which 0.55 are 242 W, 202 W more than idle. A may add 200 W.
    [Test]
    public void WhatAPowerCapLeavesIsSaid()
    {
        PolicyChoice cap = new()
        {
            Name = "cap",
            Policy = "power-cap",
            Set = ImmutableSortedDictionary<string, string>.Empty.Add("cap", "0.55"),
        };
        ImmutableArray<string> sentences = Explain(
            "{G: {memory: 16 GiB, idle_power: 10 W, max_power: 110 W}}", "4 x G", 0, cap, "b",
            Make("a", 0, 100, gpus: 2), Make("b", 10, 5));
        Assert.That(sentences, Has.Member(
            "From 10.0 s to 100 s (90.0 s): the policy held it back: it may add 100 W, and the cap on the cluster's "
            + "power leaves 2 W."));
    }

    private ImmutableArray<string> Explain(
        string models, string gpus, int baseWatts, PolicyChoice policy, string job, params Job[] jobs)
    {
        string platform = Path.Combine(_folder, "platform.yaml"), trace = Path.Combine(_folder, "trace.csv");
        File.WriteAllText(platform, $"""
            gpu_models: {models}
            nodes: [{"{"}name: n, count: 1, gpus: {gpus}, base_power: {baseWatts} W{"}"}]
            """);
        NormalForm.Write(new Workload([.. jobs]), trace);
        ExperimentSpec spec = new QuickExperiment
        {
            Trace = trace, Platform = platform, Policies = ["fifo"],
        }.ToSpec();
        OptionChoice bill = spec.Options[0] with
        {
            Power = new PowerOptions(),
            Signals = new SignalChoice { Carbon = "400", EnergyPrice = "0.2" },
            Overheads = new Overheads { Restore = TimeSpan.FromSeconds(20) },
        };
        string folder = Path.Combine(_folder, "out");
        ExperimentRun.Execute(
            spec with { Policies = [policy], Baseline = policy.Name, Options = [bill], Outputs = ScenarioOutputs.None },
            folder, threads: 1);
        return RunExplainer.Explain(folder, job).Sentences;
    }

    private static Job Make(string id, double submit, double seconds, int gpus = 1) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            PerInstance = new ResourceVector(Gpus: gpus), Walltime = TimeSpan.FromSeconds(seconds),
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(seconds) },
    };
}
