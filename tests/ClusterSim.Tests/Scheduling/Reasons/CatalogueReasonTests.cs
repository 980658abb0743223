using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Experiments;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Tests.Engine;
using ClusterSim.Tests.Scheduling.Shifting;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Reasons;

/// <summary>
/// The whole catalogue on a crowded cluster: what a policy does to a job it tells the reason of, and what it does not
/// tell is the whole truth. What it did comes from the engine's events and books, not from the policy.
/// </summary>
public sealed class CatalogueReasonTests
{
    private const string SkipsWhatDoesNotFit =
        "it starts whatever fits and stops nobody: a job waits exactly while nodes have no room for it";

    /// <summary>Who tells nothing, and why what the engine's books tell is all there is to tell.</summary>
    private static readonly ImmutableDictionary<string, string> s_silent = new Dictionary<string, string>
    {
        ["fifo-skip"] = SkipsWhatDoesNotFit,
        ["fgd"] = SkipsWhatDoesNotFit,
        ["best-fit-cpu-gpu"] = SkipsWhatDoesNotFit,
        ["dot-product"] = SkipsWhatDoesNotFit,
        ["gpu-clustering"] = SkipsWhatDoesNotFit,
        ["gpu-packing"] = SkipsWhatDoesNotFit,
        ["random-fit"] = SkipsWhatDoesNotFit,
        ["filler-batsched"] = SkipsWhatDoesNotFit,
        ["fifo-pai"] = SkipsWhatDoesNotFit,
        ["sjf-pai"] = SkipsWhatDoesNotFit,
        ["sjg-pai"] = SkipsWhatDoesNotFit,
        ["sjgg-pai"] = SkipsWhatDoesNotFit,
        ["sju-pai"] = SkipsWhatDoesNotFit,
        ["pattern-driven"] = "without rules it decides as its base, fifo-skip",
    }.ToImmutableDictionary();

    /// <summary>Seconds of waiting, of all jobs together, that may go unexplained.</summary>
    private static readonly ImmutableDictionary<string, double> s_unexplained = new Dictionary<string, double>
    {
        // Fifteen times a job that gave way in a pass would fit again at its end; the next pass is 1 s later.
        ["lrpt"] = 15,
        // As many times here.
        ["srtf-lucid"] = 3,
    }.ToImmutableDictionary();

    private static IEnumerable<TestCaseData> All =>
        PolicyCatalog.All.Select(policy => new TestCaseData(policy.Name, "").SetArgDisplayNames(policy.Name))
            .Concat(
            [
                new TestCaseData("composed", "placement=topology-aware"), new TestCaseData("power-cap", "cap=0.5"),
                new TestCaseData("power-cap", "placement=random"), new TestCaseData("gfs", "placement=random"),
                new TestCaseData("easy", "placement=random"), new TestCaseData("idle-shutdown", "idle-time=60s"),
                new TestCaseData("gavel", "policy=fifo"), new TestCaseData("themis", "allocation=worst-first"),
                new TestCaseData("gpu-power-limit", "limit=zeus"), new TestCaseData("lucid", "busy_jobs=100"),
                new TestCaseData("composed", "placement=consolidated"),
            ]);

    [TestCaseSource(nameof(All))]
    public void WhatIsDoneToAJobHasAReason(string name, string option)
    {
        ReasonLedger told = new();
        RunResult heard = Run(name, option, told);
        Assert.Multiple(() =>
        {
            Assert.That(told.Untold, Is.Empty, "stopped, moved, resized or limited without a reason");
            Assert.That(told.UnexplainedSeconds, Is.LessThanOrEqualTo(s_unexplained.GetValueOrDefault(name)));
            Assert.That(told.Reasons, s_silent.ContainsKey(name) ? Is.Zero : Is.Positive);
            Assert.That(
                s_silent.ContainsKey(name) ? told.Waits + told.Acts : 0, Is.Zero, "silent, but not all is told");
            Assert.That(heard.Jobs, Is.EqualTo(Run(name, option, null).Jobs), "decides otherwise when heard");
        });
    }

    private static RunResult Run(string name, string option, ReasonLedger? ledger)
    {
        PolicyDescription policy = PolicyCatalog.Find(name);
        string[] parts = option.Split('=');
        Dictionary<string, string> set = option.Length > 0 ? new() { [parts[0]] = parts[1] } : [];
        if (name == "pollux")
        {
            // A search of full size takes half a minute, and tells no more.
            set = new() { ["population"] = "10", ["generations"] = "5" };
        }

        SignalKind kind = name == "price-aware" ? SignalKind.Price : SignalKind.Average;
        Signal falling = Shifted.Hourly(kind, [.. Enumerable.Range(0, 400).Select(hour => 100.0 - (hour % 7 * 10))]);
        return Simulation.Run(
            Jobs(policy), Cluster(), policy.Create(set),
            Shifted.Options(falling) with { Power = new PowerOptions(), Decisions = ledger },
            ledger is null ? [] : [ledger]);
    }

    private static Workload Jobs(PolicyDescription policy)
    {
        Workload jobs = new(Enumerable.Range(0, 60).Select(Make));
        if (!policy.Needs.Contains("measured application", StringComparison.Ordinal))
        {
            return WorkloadFilter.Apply(jobs, ["group-means=all"]);
        }

        string application = Path.GetDirectoryName(SharedData.Path("pollux/sched/traces/bert/placements.csv"))!;
        return WorkloadFilter.Apply(jobs, [$"train-mix={Path.GetDirectoryName(application)}@1@oracle", "losses=1"]);
    }

    // 16 GPUs behind two switches; 4 nodes that can sleep.
    private static Platform Cluster() => Model.Gpus(4, 4) with
    {
        GpuModels = [new GpuModel { Name = "G", IdleWatts = 10, MaxWatts = 110 }],
        Nodes = [.. Model.Gpus(4, 4).Nodes.Select(node => node with { GpuModel = "G" })],
        Network = new Network { Fabric = new FabricSpec { NodesPerTor = 2, NicGbps = 8, OverSubscription = 2 } },
    };

    // 60 jobs within half an hour, of 1 to 6 GPUs and 1 to 21 minutes: about 2.5 times what 16 GPUs can do meanwhile.
    private static Job Make(int i)
    {
        RandomStream random = new(i, "crowd");
        Job job = Model.Job($"j{i}", 30 * i, 1 + random.NextInt(6), 60 + random.NextInt(1200));
        JobSignature signature = new()
        {
            Name = "x", GpuUtilization = 20 + random.NextInt(80), GpuMemoryMiB = random.NextInt(20_000),
        };
        return job with
        {
            Request = job.Request with
            {
                User = "u" + (i % 3), Queue = "q" + (i % 2), Application = "a" + (i % 4), Priority = random.NextInt(3),
                Signature = signature,
            },
            Profile = job.Profile with { Signature = signature, Communication = new CommunicationProfile(1, 1e9) },
        };
    }
}
