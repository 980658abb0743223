using ClusterSim.Engine;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>The names and wording are those of docs/policies.md.</summary>
public sealed class PolicyCatalogTests
{
    private static IEnumerable<PolicyDescription> All => PolicyCatalog.All;

    private static IEnumerable<PolicyDescription> Undemanding => All.Where(policy => policy.Needs.Length == 0);

    [Test]
    public void ThePoliciesOfTheIssueAreThere() => Assert.That(
        All.Select(policy => policy.Name),
        Is.SupersetOf(new[] { "fifo", "fifo-skip", "sjf", "easy", "conservative", "tiresias", "pattern-driven" }));

    [TestCaseSource(nameof(All))]
    public void TheDefaultThatIsShownIsTheOneThatIsUsed(PolicyDescription policy)
    {
        IReadOnlyDictionary<string, string> used = policy.Create().Options;
        foreach (PolicyOption option in policy.Options.Where(option => used.ContainsKey(option.Name)))
        {
            Assert.That(used[option.Name], Is.EqualTo(option.Default), option.Name);
        }
    }

    [TestCaseSource(nameof(All))]
    public void WhatAResultRecordsMakesTheSamePolicyAgain(PolicyDescription policy)
    {
        ISchedulingPolicy first = policy.Create();
        string[] settable = [.. policy.Options.Select(option => option.Name)];
        var recorded = first.Options.Where(o => settable.Contains(o.Key)).ToDictionary(o => o.Key, o => o.Value);
        ISchedulingPolicy again = PolicyCatalog.Create(policy.Name, recorded);
        Assert.That(
            (again.Name, string.Join(' ', again.Options)), Is.EqualTo((first.Name, string.Join(' ', first.Options))));
    }

    [TestCaseSource(nameof(Undemanding))]
    public void EveryPolicyRunsAJob(PolicyDescription policy)
    {
        JobSignature[] light = [new() { Name = "light", GpuUtilization = 20, GpuMemoryMiB = 1000 }];
        Workload workload = Model.Jobs(("a", 1, 2, 3)).WithSignatures([.. light], "this test");
        RunResult result = Simulation.Run(workload, Model.Gpus(1, 4), policy.Create());
        // Lucid's Tiresias decides at whole minutes.
        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(policy.Name == "tiresias-lucid" ? 63 : 4));
    }

    [Test]
    public void EveryResultSaysWhetherTheHeadBlocks()
    {
        Assert.That(PolicyCatalog.Create("fifo").Options["backfill"], Is.EqualTo("none"));
        Assert.That(PolicyCatalog.Create("fifo-skip").Options["backfill"], Is.EqualTo("skip"));
    }

    [Test]
    public void AnUnknownPolicyIsQuotedWithTheNearestOne() => Assert.That(
        () => PolicyCatalog.Create("esay"),
        Throws.TypeOf<PolicyException>().With.Message
            .Contains("no policy 'esay' (did you mean 'easy'?); known: fifo, "));

    [Test]
    public void AnUnknownOptionIsQuotedWithTheNearestOne() => Assert.That(
        () => Create("easy", ("placment", "packed")),
        Throws.TypeOf<PolicyException>().With.Message
            .EqualTo("policy 'easy' has no option 'placment' (did you mean 'placement'?); known: placement, depth."));

    [Test]
    public void AnUnknownValueIsQuotedWithTheChoices() => Assert.That(
        () => Create("easy", ("placement", "pack")),
        Throws.TypeOf<PolicyException>().With.Message.StartsWith(
            "policy 'easy', option 'placement': found 'pack', expected one of first-fit, best-fit, "));

    [Test]
    public void AllProblemsAreToldAtOnce()
    {
        var problems = Assert.Throws<PolicyException>(() => Create(
            "tiresias",
            ("placement", "x"), ("queue-limits-gpu-seconds", "9;3"), ("promote-knob", "-1"), ("color", "red")));
        Assert.That(problems!.Problems, Has.Count.EqualTo(4));
        Assert.That(problems.Message, Does.Contain("found '9;3', expected positive ascending numbers of GPU-seconds"));
    }

    [TestCase("las", "skip", "none", "order 'las' changes while jobs run: it needs preemption 'priority'")]
    [TestCase("las", "easy", "priority", "preemption 'priority' needs backfill 'skip', not 'easy'")]
    [TestCase("srtf", "easy", "none", "order 'srtf' changes while jobs run: it needs preemption 'priority'")]
    [TestCase("wfp3", "skip", "priority", "order 'wfp3' changes all the time while jobs wait: it needs preemption")]
    public void PartsThatDoNotGoTogetherAreRefused(string order, string backfill, string preemption, string problem) =>
        Assert.That(
            () => Create("composed", ("order", order), ("backfill", backfill), ("preemption", preemption)),
            Throws.TypeOf<PolicyException>().With.Message.Contains(problem));

    [Test]
    public void PartsCanBeCrossed()
    {
        ISchedulingPolicy policy = Create("composed", ("order", "sjf"), ("backfill", "easy"), ("placement", "packed"));
        Assert.That(
            policy.Options.Select(option => $"{option.Key}={option.Value}"),
            Is.EqualTo(new[] { "backfill=easy", "depth=1", "order=sjf", "placement=packed", "preemption=none" }));
    }

    [TestCase("sjf+easy", "sjf+easy")]
    [TestCase("wfp3", "wfp3+conservative", "backfill", "conservative")]
    [TestCase("priority", "priority+skip", "backfill", "skip")]
    [TestCase("unicef", "unicef")]
    public void TheNameSaysOrderAndBackfill(string policy, string name, params string[] option) => Assert.That(
        Create(policy, option.Length == 0 ? [] : [(option[0], option[1])]).Name, Is.EqualTo(name));

    [TestCase("sjf+easy", "4", "depth=4")]
    [TestCase("wfp3+easy", "all", "depth=all")]
    [TestCase("easy", "2", "depth=2")]
    public void ADepthIsTakenWhereJobsHoldReservations(string policy, string depth, string recorded) => Assert.That(
        Create(policy, ("depth", depth)).Options.Select(option => $"{option.Key}={option.Value}"),
        Does.Contain(recorded));

    [TestCase("sjf", "none")]
    [TestCase("composed", "none")]
    public void ADepthNeedsEasy(string policy, string backfill) => Assert.That(
        () => Create(policy, ("depth", "4")),
        Throws.TypeOf<PolicyException>().With.Message
            .EqualTo($"policy '{policy}': depth 4 needs backfill 'easy', not '{backfill}'."));

    [TestCase("sjf+esay", "no policy 'sjf+esay' (did you mean 'sjf+easy'?); known: fifo, ")]
    [TestCase("las+easy", "policy 'las+easy': order 'las' changes while jobs run: it needs preemption 'priority'.")]
    public void WrongCrossingsAreRefused(string name, string problem) => Assert.That(
        () => PolicyCatalog.Create(name), Throws.TypeOf<PolicyException>().With.Message.Contains(problem));

    [TestCase("deadline", "deadline-factor", "0", "a number greater than 0")]
    [TestCase("fair-share", "half-life", "soon", "a positive length of time")]
    [TestCase("fair-share", "shares", "ann=0", "equal, or USER=SHARE pairs")]
    [TestCase("fair-share", "shares", "ann=1;ann=2", "equal, or USER=SHARE pairs")]
    [TestCase("easy", "depth", "0", "a whole number from 1, or all")]
    [TestCase("priority-preemptive", "victims", "any", "one of youngest, oldest, least-wasted")]
    public void ValuesOutOfRangeAreRefused(string policy, string option, string value, string expected) => Assert.That(
        () => Create(policy, (option, value)),
        Throws.TypeOf<PolicyException>().With.Message.Contains($"found '{value}', expected {expected}"));

    [Test]
    public void OptionsOfTheBaseArePassedOn()
    {
        ISchedulingPolicy policy = Create("pattern-driven", ("base", "easy"), ("base.placement", "packed"));
        Assert.That(policy.Options["base.placement"], Is.EqualTo("packed"));
        Assert.That(
            () => Create("pattern-driven", ("base", "easy"), ("base.color", "red")),
            Throws.TypeOf<PolicyException>().With.Message.Contains("policy 'easy' has no option 'color'"));
        Assert.That(
            () => Create("pattern-driven", ("base", "pattern-driven")), Throws.TypeOf<PolicyException>());
    }

    private static ISchedulingPolicy Create(string name, params (string Name, string Value)[] options) =>
        PolicyCatalog.Create(name, options.ToDictionary(option => option.Name, option => option.Value));
}
