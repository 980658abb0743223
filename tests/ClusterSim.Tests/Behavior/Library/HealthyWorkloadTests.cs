using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>
/// All rules together over a workload in which nothing is wrong, but which looks as bad as healthy jobs can: every job
/// loads data or compiles for 8 to 30 minutes, one in twelve fails by itself, one in twenty is cancelled.
/// </summary>
public sealed class HealthyWorkloadTests
{
    private const double ActsFrom = 0.8;

    // With no alarm in N job-days, the rate lies below 3 / N with a confidence of 95 % (the rule of three): below one
    // in 1,000 from 3,000 job-days on.
    [Test]
    public void NoRuleThatActsHitsInThreeThousandHealthyJobDays()
    {
        RunResult run = Run(6000, new BehaviorOptions { LongDataLoadingShare = 0.5, LongCompilationShare = 0.5 });
        double jobDays = run.Jobs.Sum(job => job.RunTime.TotalDays);
        Detection[] alarms = [.. Acting(run)];
        Assert.Multiple(() =>
        {
            Assert.That(jobDays, Is.GreaterThan(3000));
            Assert.That(
                alarms.CountBy(hit => hit.RuleId).Select(rule => $"{rule.Key}: {rule.Value} times"), Is.Empty);
        });
    }

    // The same workload with idle tails and retry loops in it: the silence above is not that of rules that see nothing.
    [Test]
    public void TheSameRulesActWhereSomethingIsWrong()
    {
        RunResult run = Run(300, new BehaviorOptions { IdleTailShare = 0.2, RetryLoopShare = 0.2 });
        Assert.That(
            Acting(run).Select(hit => hit.RuleId).Distinct(),
            Is.SupersetOf(new[] { "IdleTailOfJob", "RetryLoopOfUser" }));
    }

    private static IEnumerable<Detection> Acting(RunResult run) => run.Detections.Where(hit =>
        hit.Recommendation is { Confidence: >= ActsFrom, Action: not RecommendedAction.Notify });

    private static RunResult Run(int jobs, BehaviorOptions behaviors)
    {
        GeneratedWorkload made = WorkloadGenerator.Generate(new GeneratorOptions
        {
            Name = "healthy",
            Seed = 20261121,
            Jobs = jobs,
            Arrivals = new ArrivalOptions { JobsPerHour = 20 },
            RunTimes = new RunTimeOptions { Median = TimeSpan.FromHours(8), Sigma = 1.2 },
            Behaviors = behaviors,
        });
        SimulationOptions options = new()
        {
            Seed = 1, Rules = [CreRules.Load(LibraryFile.Folder)], SamplingInterval = TimeSpan.FromMinutes(15),
        };
        return Simulation.Run(made.Workload, Platform.Load("gpus:150x8+96"), Policies.FifoSkip(), options);
    }
}
