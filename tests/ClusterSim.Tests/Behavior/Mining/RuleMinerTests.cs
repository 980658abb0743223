using ClusterSim.Behavior.Mining;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Mining;

/// <summary>
/// From a run to rules and back: what was planted is found, runs as a rule and holds on jobs that were never mined;
/// what was not planted is not found. The truth is that of <see cref="PlantedJobs"/>.
/// </summary>
public sealed class RuleMinerTests
{
    private static readonly RuleMiningOptions s_failures = new() { Outcomes = [MinedOutcome.Failure] };

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("mined").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // The best rule is the planted one, in its order: evaluation, then data loading (or what comes with it: the fall
    // below 30 %). Its confidence is that of the plant, 0.9, within four standard errors of so many jobs.
    [Test]
    public void ThePlantedPatternIsFound()
    {
        RuleMiningResult mined = PlantedJobs.Mine(PlantedJobs.Of(1, planted: true), s_failures);
        MinedRule best = mined.Rules[0];
        Assert.Multiple(() =>
        {
            Assert.That(best.Terms[0], Is.EqualTo("phase evaluation"));
            Assert.That(best.Terms[^1], Is.EqualTo("phase data loading").Or.EqualTo("gpu utilization below 30"));
            Assert.That(best.Terms, Has.Length.EqualTo(2));
            double error = Math.Sqrt(0.9 * 0.1 / best.Judged.Episode);
            Assert.That(best.Judged.Confidence, Is.EqualTo(PlantedJobs.FailsWithPattern).Within(4 * error));
            Assert.That(best.AdjustedPValue, Is.LessThan(1e-20));
            Assert.That(best.Users, Is.EqualTo(17));
            Assert.That(mined.MinedJobs + mined.JudgedJobs + mined.StraddlingJobs, Is.EqualTo(1200));
        });
    }

    // The example of the page: one document for each rule, each of which is read back as the rule that it is.
    [Test]
    public void EveryRuleIsWrittenAsADocument()
    {
        Workload workload = PlantedJobs.Of(1, planted: true);
        Platform platform = Platform.Load("gpus:8x4");

        #region RuleMining
        RuleMiner miner = new(workload);
        Simulation.Run(workload, platform, Policies.FifoSkip(), null, miner);
        string[] documents = [.. miner.Mine().Rules.Select(MinedRules.ToYaml)];
        #endregion

        RuleSet[] read = [.. miner.Mine().Rules.Select(Written)];
        Assert.That(documents, Is.Not.Empty);
        Assert.That(
            read.Select(set => set.Rules.Single().CreId), Is.EqualTo(miner.Mine().Rules.Select(MinedRules.IdOf)));
        Assert.That(documents[0], Does.Contain("recommend: notify"));
    }

    // The examples are jobs of the second part that show the planted pattern and failed, complete before they failed.
    [Test]
    public void TheExamplesBearTheRuleOut()
    {
        Workload workload = PlantedJobs.Of(1, planted: true);
        Dictionary<string, Job> jobs = workload.Jobs.ToDictionary(job => job.Id);
        MinedRule best = PlantedJobs.Mine(workload, s_failures).Rules[0];
        Assert.That(best.Examples, Has.Length.EqualTo(5));
        Assert.That(best.Examples.Select(example => PlantedJobs.HasPattern(jobs[example.JobId])
            && jobs[example.JobId].Profile.Outcome == JobOutcome.Failed
            && example.EpisodeEnd < example.Outcome), Is.All.True);
    }

    // On a second seed: of the jobs that the rule names, 0.9 fail (precision, within four standard errors), and of the
    // failures it names those of the plant, all but the one in twenty of the others.
    [Test]
    public void TheMinedRuleHoldsOnJobsThatWereNeverMined()
    {
        MinedRule best = PlantedJobs.Mine(PlantedJobs.Of(1, planted: true), s_failures).Rules[0];
        Workload fresh = PlantedJobs.Of(2, planted: true);
        SimulationOptions options = new() { Rules = [Written(best)] };
        RunResult run = PlantedJobs.Run(fresh, options);
        HashSet<int> named = [.. run.Detections.Select(found => found.Job)];
        bool[] failed = [.. fresh.Jobs.Select(job => job.Profile.Outcome == JobOutcome.Failed)];
        bool[] shows = [.. fresh.Jobs.Select(PlantedJobs.HasPattern)];
        double hits = named.Count(job => failed[job]);
        Assert.Multiple(() =>
        {
            Assert.That(named, Is.EquivalentTo(Enumerable.Range(0, shows.Length).Where(job => shows[job])));
            Assert.That(hits / named.Count, Is.EqualTo(0.9).Within(4 * Math.Sqrt(0.09 / named.Count)));
            Assert.That(hits / failed.Count(f => f), Is.GreaterThan(0.85));
        });
    }

    // The rule as the monitor runs it finds exactly the jobs that mining counted: both mean the same by the terms.
    [Test]
    public void TheRuleFindsTheJobsThatWereCounted()
    {
        Workload workload = PlantedJobs.Of(3, planted: true);
        RuleMiningResult mined = PlantedJobs.Mine(workload, s_failures);
        RunResult run = PlantedJobs.Run(workload, new SimulationOptions { Rules = [Written(mined.Rules[0])] });
        int[] named = [.. run.Detections.Select(found => found.Job).Distinct()];
        int[] second = [.. Enumerable.Range(0, 1200).OrderBy(job => job).Skip(720)];
        Assert.That(named.Count(second.Contains), Is.EqualTo(mined.Rules[0].Judged.Episode));
        Assert.That(mined.JudgedJobs, Is.EqualTo(second.Length));
    }

    // Computing at 20 % in one event: computing alone and 20 % alone (while loading data) are frequent in healthy jobs.
    // The rule is a set that one event must fill, and names exactly the jobs that were made so.
    [Test]
    public void WhatOneEventSaysTogetherIsFoundAndRunsAsASet()
    {
        Workload workload = PlantedJobs.WithLowUtilization(1);
        MinedRule best = PlantedJobs.Mine(workload, new() { Outcomes = [MinedOutcome.LowUtilization] }).Rules[0];
        RunResult run = PlantedJobs.Run(PlantedJobs.WithLowUtilization(2), new() { Rules = [Written(best)] });
        Assert.Multiple(() =>
        {
            Assert.That((best.Together, MinedRules.TextOf(best)), Is.EqualTo(
                (true, "phase compute together with gpu utilization below 30")));
            Assert.That(best.Judged.Confidence, Is.EqualTo(1));
            Assert.That(
                run.Detections.Select(found => found.Job).Distinct(),
                Is.EquivalentTo(Enumerable.Range(0, 600).Where(job => job % 5 == 0)));
        });
    }

    [Test]
    public void NothingIsFoundWhereNothingIsPlanted() =>
        Assert.That(PlantedJobs.Mine(PlantedJobs.Of(1, planted: false)).Rules
            .Where(rule => rule.Outcome == MinedOutcome.Failure), Is.Empty);

    // Under no association at all every rule is a false one, and at 0.05 at most one run in twenty may give any. With
    // nothing else demanded of a rule, 200 runs: 10 expected at most, 20 are 3.2 standard deviations more.
    [Test]
    public void FalseRulesAreAsRareAsPromised()
    {
        RuleMiningOptions lax = new()
        {
            Outcomes = [MinedOutcome.Failure], MaxLength = 2,
            MinSupport = 3, MinConfidence = 0, MinLift = 1, MinUsers = 1,
        };
        int wrong = 0, candidates = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            RuleMiningResult mined = RandomJobs(seed, 300, lax);
            wrong += mined.Rules.IsEmpty ? 0 : 1;
            candidates += mined.Candidates;
        }

        Assert.That(candidates, Is.GreaterThan(400), "nothing was tested");
        Assert.That(wrong, Is.LessThanOrEqualTo(20));
    }

    // Three failures of a user within the hour, then the next job: it fails, whoever else is fine. By hand: the only
    // users with failures are those whose jobs always fail.
    [Test]
    public void AUsersPastIsLookedAtBeforeTheJobStarts()
    {
        RuleMiningOptions options = new() { Key = MiningKey.User, Outcomes = [MinedOutcome.Failure], MinSupport = 5 };
        Workload workload = JobsOf(400, job => job % 20 < 3 ? "unlucky" + (job % 20) : "lucky" + (job % 20));
        RuleMiner miner = new(workload, options);
        for (int job = 0; job < 400; job++)
        {
            bool fails = workload.Jobs[job].Request.User.StartsWith("unlucky", StringComparison.Ordinal);
            Send(miner, job, 60 * job, 60 * job + 30, fails ? EventKind.JobFailed : EventKind.JobCompleted);
        }

        MinedRule best = miner.Mine().Rules[0];
        Assert.That((string.Join(',', best.Terms), best.Judged.Confidence), Is.EqualTo(("job failed", 1.0)));
        Assert.That(MinedRules.ToYaml(best), Does.Contain("correlations: [user]"));
    }

    // By hand: 80 % for 10 minutes, then 1 % for 40 until the end: an idle tail from minute 10 on, of mean 16.8 %.
    [Test]
    public void IdleTailsAndLowUtilizationAreKnownFromSamples()
    {
        MinedJob job = new(0, "j", "u");
        job.Run(SimTime.Zero, 0, 1);
        job.Sample(80, 0, SimTime.Zero, 2);
        job.Sample(1, 0, SimTime.FromSeconds(600), 3);
        job.Finish(SimTime.FromSeconds(3000), 4);
        Assert.Multiple(() =>
        {
            Assert.That(job.Of(MinedOutcome.IdleTail), Is.EqualTo((SimTime.FromSeconds(600), 3)));
            Assert.That(job.Of(MinedOutcome.LowUtilization), Is.EqualTo((SimTime.FromSeconds(3000), 4)));
            Assert.That(job.Of(MinedOutcome.Failure).Bound, Is.EqualTo(-1));
        });
    }

    private RuleSet Written(MinedRule rule)
    {
        string path = Path.Combine(_folder, "rule.yaml");
        File.WriteAllText(path, MinedRules.ToYaml(rule));
        return CreRules.Load(path);
    }

    private static RuleMiningResult RandomJobs(long seed, int count, RuleMiningOptions options)
    {
        RandomStream random = new(seed, "no pattern");
        Workload workload = JobsOf(count, job => $"u{job % 9}");
        RuleMiner miner = new(workload, options);
        for (int job = 0; job < count; job++)
        {
            double at = 3600.0 * job;
            miner.Observe(new(SimTime.FromSeconds(at), EventKind.JobStarted, job, 0, 1));
            for (int sample = 0; sample < 5; sample++)
            {
                miner.Observe(new(
                    SimTime.FromSeconds(at + 60 + sample), EventKind.UtilizationChanged, job, 0, 1,
                    random.NextInt(1000), random.NextInt(5)));
            }

            EventKind end = random.NextDouble() < 0.2 ? EventKind.JobFailed : EventKind.JobCompleted;
            miner.Observe(new(SimTime.FromSeconds(at + 600), end, job, 0, 1));
        }

        return miner.Mine();
    }

    private static void Send(RuleMiner miner, int job, double start, double end, EventKind kind)
    {
        miner.Observe(new(SimTime.FromSeconds(start), EventKind.JobStarted, job, 0, 1));
        miner.Observe(new(SimTime.FromSeconds(end), kind, job, 0, 1));
    }

    private static Workload JobsOf(int count, Func<int, string> userOf) => new(
        Enumerable.Range(0, count).Select(job => new Job
        {
            Id = $"j{job}",
            SubmitTime = SimTime.FromSeconds(job),
            Request = new JobRequest { User = userOf(job), PerInstance = new ResourceVector(Gpus: 1) },
            Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(30) },
        }));
}
