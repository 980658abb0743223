using ClusterSim.Events;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Tests.Workloads.Injection;

/// <summary>Labels against what the profiles of the labelled jobs really show, second by second.</summary>
public sealed class BehaviorInjectorTests
{
    private static readonly GeneratedWorkload _made = WorkloadGenerator.Generate(
        GeneratorPresets.Find("detection-quality").Options with { Jobs = 6000, Seed = 3 });

    private static readonly Dictionary<string, Job> _jobs = _made.Workload.Jobs.ToDictionary(job => job.Id);

    [Test]
    public void EveryBehaviourIsInjectedInEveryGrade()
    {
        foreach (InjectedBehavior behavior in InjectedBehaviors.All)
        {
            LabelGrade[] grades = [.. Primary(behavior.Name).Select(label => label.Grade).Distinct().Order()];
            bool all = grades.Contains(LabelGrade.Clear) && grades.Contains(LabelGrade.LooksLike);
            Assert.That(behavior.IsWasteful ? all : grades is [LabelGrade.LooksLike], Is.True, behavior.Name);
        }
    }

    [Test]
    public void LabelsLieWithinTheLifeOfTheirJob() =>
        Assert.That(
            _made.Behaviors.Where(label => label.FromSeconds < 0 || label.UntilSeconds < label.FromSeconds
                || label.UntilSeconds > _jobs[label.JobId].Profile.RunTime.TotalSeconds),
            Is.Empty);

    // The definitions, written down a second time: what must hold at every second of a clear interval.
    [TestCase("idle-from-start", 0.0, 0.5)]
    [TestCase("idle-tail", 0.0, 20.5)]
    [TestCase("idle-notebook", 0.0, 100)]
    [TestCase("low-utilization", 0.0, 299)]
    [TestCase("cpu-bound", 0.0, 99)]
    [TestCase("io-bound", 0.0, 99)]
    [TestCase("loader-bound", 0.0, 345)]
    [TestCase("small-batch", 0.0, 700)]
    [TestCase("oversized-gpu", 0.0, 200)]
    public void UtilizationIsAsTheLabelSays(string behavior, double least, double most)
    {
        BehaviorLabel[] labels = [.. Primary(behavior)];
        Assert.That(labels, Is.Not.Empty);
        foreach (BehaviorLabel label in labels)
        {
            double[] levels = [.. Permilles(label)];
            Assert.That(levels, Is.All.InRange(least, most), label.ToString());
        }
    }

    [TestCase("cpu-bound", Metric.CpuUtilization, 90, 100)]
    [TestCase("io-bound", Metric.IoWait, 50, 100)]
    [TestCase("loader-bound", Metric.LoaderWait, 50, 100)]
    [TestCase("small-batch", Metric.GpuMemory, 0, 11.2)]
    [TestCase("oversized-gpu", Metric.GpuMemory, 0, 10)]
    [TestCase("idle-notebook", Metric.ActiveKernels, 0, 0)]
    [TestCase("overheated", Metric.GpuTemperature, 85, 100)]
    [TestCase("congested-link", Metric.LinkUtilization, 90, 100)]
    [TestCase("power-capped", Metric.GpuThrottle, 20, 100)]
    public void MetricIsAsTheLabelSays(string behavior, Metric metric, double least, double most)
    {
        foreach (BehaviorLabel label in Primary(behavior).Where(label => !IsMixed(label.JobId)))
        {
            Assert.That(Levels(label, metric), Is.All.InRange(least, most), label.ToString());
        }
    }

    // Clear means that it lasted 15 % longer than its threshold: the interval reaches at least that far beyond onset.
    [Test]
    public void ClearBehavioursOutlastTheirThreshold()
    {
        string[] intervals = ["idle-from-start", "idle-tail", "low-utilization", "cpu-bound", "oversized-gpu", "idle"];
        foreach (BehaviorLabel label in _made.Behaviors.Where(label => intervals.Contains(label.Behavior)))
        {
            double threshold = label.OnsetSeconds - label.FromSeconds, length = label.UntilSeconds - label.FromSeconds;
            bool longer = length >= 1.149 * threshold, shorter = length < 0.8501 * threshold;
            Assert.That(label.Grade == LabelGrade.Clear ? longer
                : label.Grade != LabelGrade.LooksLike || shorter, Is.True, label.ToString());
        }
    }

    // Nobody without a label is low for five minutes while computing, whatever else is drawn.
    [Test]
    public void HealthyJobsAreNeverLowForFiveMinutes()
    {
        HashSet<string> labelled = [.. _made.Behaviors.Select(label => label.JobId)];
        Job[] healthy = [.. _made.Workload.Jobs.Where(job => !labelled.Contains(job.Id) && job.Request.TotalGpus > 0)];
        Assert.That(healthy, Has.Length.GreaterThan(2000));
        foreach (Job job in healthy)
        {
            Assert.That(LongestLowSeconds(job.Profile), Is.LessThan(300), job.Id);
        }
    }

    [Test]
    public void LoopsOfThreeFailuresAreClearAndLoopsOfTwoOnlyLookLikeIt()
    {
        foreach (IGrouping<string, BehaviorLabel> loop in
            Primary("retry-loop").GroupBy(label => label.Episode))
        {
            Job[] jobs = [.. loop.Select(label => _jobs[label.JobId])];
            Assert.That(jobs.Select(job => job.Profile.Outcome), Is.All.EqualTo(JobOutcome.Failed));
            Assert.That(jobs.Select(job => job.Profile.RunTime.TotalSeconds), Is.All.LessThanOrEqualTo(600));
            Assert.That(
                loop.Select(label => label.Grade),
                Is.All.EqualTo(jobs.Length >= 3 ? LabelGrade.Clear : LabelGrade.LooksLike));
        }
    }

    [Test]
    public void AnotherBehaviourDoesNotShiftTheParametersOfTheFirst()
    {
        Workload plain = new(Enumerable.Range(1, 40).Select(OneGpuJob));
        BehaviorShare tails = new("idle-tail", 0.5), low = new("low-utilization", 0.5);
        GeneratedWorkload alone = BehaviorInjector.Inject(plain, With(tails), 5);
        GeneratedWorkload both = BehaviorInjector.Inject(plain, With(tails, low), 5);
        Assert.That(
            both.Behaviors.Where(label => label.Behavior == "idle-tail" && !label.Derived),
            Is.EqualTo(alone.Behaviors.Where(label => label.Behavior == "idle-tail" && !label.Derived)));
        Assert.That(both.Behaviors.Select(label => label.Behavior), Does.Contain("low-utilization"));
    }

    [Test]
    public void WrongOptionsAreAllReported() =>
        Assert.That(
            () => BehaviorInjector.Inject(
                new Workload([]), With(new("idle", 0.1), new("idle-tail", 2)) with { Signature = "mine" }, 1),
            Throws.TypeOf<WorkloadException>().With.Message.Contains("'idle'").And.Message.Contains("found 2")
                .And.Message.Contains("'mine'"));

    private static InjectionOptions With(params BehaviorShare[] shares) => new() { Behaviors = [.. shares] };

    private static Job OneGpuJob(int number) => new()
    {
        Id = $"job-{number}",
        SubmitTime = default,
        Request = new JobRequest { PerInstance = new ResourceVector(8000, 1, 1000, 65536) },
        Profile = new JobProfile { RunTime = TimeSpan.FromHours(1) },
    };

    private static IEnumerable<BehaviorLabel> Primary(string behavior) =>
        _made.Behaviors.Where(label => label.Behavior == behavior && !label.Derived);

    private static bool IsMixed(string jobId) =>
        _made.Behaviors.Count(label => label.JobId == jobId && !label.Derived) > 1;

    private static IEnumerable<double> Permilles(BehaviorLabel label)
    {
        UtilizationPhase[] phases = [.. _jobs[label.JobId].Profile.Phases];
        for (int i = 0; i < phases.Length; i++)
        {
            double end = i + 1 < phases.Length ? phases[i + 1].Start.TotalSeconds : double.MaxValue;
            if (phases[i].Start.TotalSeconds < label.UntilSeconds && end > label.FromSeconds)
            {
                yield return phases[i].UtilizationPermille;
            }
        }
    }

    private static IEnumerable<double> Levels(BehaviorLabel label, Metric metric)
    {
        MetricLevel[] levels = [.. _jobs[label.JobId].Profile.Metrics.Where(level => level.Metric == metric)];
        for (int i = 0; i < levels.Length; i++)
        {
            double end = i + 1 < levels.Length ? levels[i + 1].Start.TotalSeconds : double.MaxValue;
            if (levels[i].Start.TotalSeconds < label.UntilSeconds && end > label.FromSeconds)
            {
                yield return levels[i].Value;
            }
        }
    }

    private static double LongestLowSeconds(JobProfile profile)
    {
        double longest = 0, since = 0;
        for (int i = 0; i < profile.Phases.Length; i++)
        {
            UtilizationPhase phase = profile.Phases[i];
            TimeSpan end = i + 1 < profile.Phases.Length ? profile.Phases[i + 1].Start : profile.RunTime;
            since = phase.UtilizationPermille < 300 && phase.Kind == PhaseKind.Compute
                ? since + (end - phase.Start).TotalSeconds
                : 0;
            longest = Math.Max(longest, since);
        }

        return longest;
    }
}
