using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>
/// The shipped rules against the labels of the generated workload with wasteful behaviour (the bundled trace
/// synthetic-waste): the generator knows what it made, the rules see requests and events only. A rule names the jobs in
/// the evidence of its hits.
/// </summary>
public sealed class DetectionQualityTests
{
    private readonly GeneratedWorkload _made =
        WorkloadGenerator.Generate(GeneratorPresets.Find("synthetic-waste").Options);

    private readonly Platform _platform = Platform.Load(Repository.Path("platforms/small-gpu.yaml"));
    private readonly SimulationOptions _options = new()
    {
        Rules = [CreRules.Load(Repository.Path("experiments/rules"))],
    };

    private readonly IdleClock _idle = new();
    private Dictionary<string, LabelledBehaviors> _labels = [];
    private RunResult _run = null!;

    [OneTimeSetUp]
    public void RunOnce()
    {
        _labels = _made.Labels.ToDictionary(label => label.JobId, label => label.Behaviors);
        _run = Simulation.Run(_made.Workload, _platform, Policies.FifoSkip(), _options, _idle);
    }

    // Precision 1: every job that a rule names is wasteful, and none of the 116 that only look so is among them.
    [TestCase("LowUtilization")]
    [TestCase("IdleTailOfJob")]
    [TestCase("RetryLoopOfUser")]
    public void NoJobIsNamedThatIsNotWasteful(string rule)
    {
        Job[] named = [.. NamedBy(rule)];
        HashSet<string> wasteful = [.. _made.Labels.Where(label => label.IsWasteful).Select(label => label.JobId)];
        Assert.That(named, Is.Not.Empty);
        Assert.That(named.Where(job => !wasteful.Contains(job.Id)).Select(job => job.Id), Is.Empty);
    }

    // Recall 1. Idle tails are named too: they hold their GPUs below 30 % for more than 5 minutes as well.
    [Test]
    public void EveryJobOfLowUtilizationIsNamed()
    {
        var missed = _made.Workload.Jobs.Where(job => (LabelOf(job) & LabelledBehaviors.LowUtilization) != 0)
            .Except(NamedBy("LowUtilization"));
        Assert.That(missed, Is.Empty);
    }

    // Recall 1 of what the rule is about: exactly the jobs that idled on the clock for longer than its window of 30
    // minutes. Shorter tails, most of those of this workload, are below its threshold by design.
    [Test]
    public void ExactlyTheTailsLongerThanTheWindowAreNamed()
    {
        var longTails = _idle.Since.Where(idle => _run.Jobs[idle.Key].EndTime - idle.Value > TimeSpan.FromMinutes(30))
            .Select(idle => _made.Workload.Jobs[idle.Key].Id);
        Assert.That(NamedBy("IdleTailOfJob").Select(job => job.Id), Is.EquivalentTo(longTails));
    }

    // Failures are taken three by three, so a loop of 4 to 10 attempts leaves at most two of five unnamed.
    [Test]
    public void AtLeastThreeOfFiveAttemptsOfRetryLoopsAreNamed()
    {
        double loops = _labels.Values.Count(label => (label & LabelledBehaviors.RetryLoop) != 0);
        Assert.That(NamedBy("RetryLoopOfUser").Count() / loops, Is.GreaterThanOrEqualTo(0.6));
    }

    // No job of this workload pauses, so that a reclaimed job has lost nothing; what is set free serves those who wait.
    [Test]
    public void ActingOnIdleTailsHarmsNobodyAndShortensTheQueue()
    {
        ISchedulingPolicy policy = Policies.PatternDriven(Policies.FifoSkip());
        RunResult acting = Simulation.Run(_made.Workload, _platform, policy, _options);
        double booked = acting.Jobs.Sum(job => job.ReclaimedGpuSeconds);
        RuleLedgerEntry tails = acting.Ledger.Single(entry => entry.RuleId == "IdleTailOfJob");
        Assert.Multiple(() =>
        {
            Assert.That((tails.JobsHarmed, tails.Suspended), Is.EqualTo((0, false)));
            // The engine books what reclaims set free per job; the ledger knows whole seconds only.
            Assert.That(tails.ObtainedGpuSeconds, Is.EqualTo(booked).Within(8.0 * tails.Applied));
            Assert.That(MeanDelaySeconds(acting), Is.LessThan(MeanDelaySeconds(_run)));
        });
    }

    // Rules that only watch, and a policy that only advises, leave every decision of the base policy as it was.
    [TestCase("fifo")]
    [TestCase("easy")]
    [TestCase("tiresias")]
    public void AdviceChangesNoDecisionOfTheBasePolicy(string name)
    {
        RunResult alone = Simulation.Run(_made.Workload, _platform, PolicyCatalog.Create(name));
        ISchedulingPolicy advising = Policies.PatternDriven(
            PolicyCatalog.Create(name), new() { Mode = PatternDrivenMode.Advise, ConfidenceThreshold = 0 });
        RunResult advised = Simulation.Run(_made.Workload, _platform, advising, _options);
        Assert.That(advised.Detections, Is.Not.Empty);
        Assert.That(advised.Jobs, Is.EqualTo(alone.Jobs));
    }

    // Whatever a base policy remembers of the queue and of what runs, reclaiming, shrinking and holding back around it
    // leaves no job behind and asks nothing impossible.
    [TestCase("fifo")]
    [TestCase("fifo-skip")]
    [TestCase("sjf")]
    [TestCase("easy")]
    [TestCase("tiresias")]
    public void ActingAroundAnyBasePolicyEndsEveryJob(string name)
    {
        PatternDrivenOptions bold = new() { ConfidenceThreshold = 0, MinimumApplications = 1000 };
        ISchedulingPolicy acting = Policies.PatternDriven(PolicyCatalog.Create(name), bold);
        RunResult run = Simulation.Run(_made.Workload, _platform, acting, _options);
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs.Count(job => job.EndTime.IsNever), Is.Zero);
            Assert.That(run.Refusals, Is.Empty);
            Assert.That(run.Ledger.Select(entry => entry.Applied), Is.All.Positive);
        });
    }

    private LabelledBehaviors LabelOf(Job job) => _labels.GetValueOrDefault(job.Id);

    private IEnumerable<Job> NamedBy(string rule) => _run.Detections.Where(found => found.RuleId == rule)
        .SelectMany(found => found.Evidence.Select(e => e.Job)).Distinct().Select(job => _made.Workload.Jobs[job]);

    private static double MeanDelaySeconds(RunResult run) =>
        run.Jobs.Average(job => job.QueueingDelay!.Value.TotalSeconds);

    /// <summary>Notes when jobs enter their idle tail: the truth of the run, which rules cannot see.</summary>
    private sealed class IdleClock : IEventObserver
    {
        public Dictionary<int, SimTime> Since { get; } = [];

        public void Observe(in SimulationEvent happened)
        {
            if (happened.Kind == EventKind.UtilizationChanged && happened.Detail == (int)PhaseKind.Idle)
            {
                Since[happened.Job] = happened.Time;
            }
        }
    }
}
