using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>Labels against what the profiles of the labelled jobs, and of all others, really show.</summary>
public sealed class LabelledBehaviorTests
{
    private static readonly GeneratedWorkload _generated = WorkloadGenerator.Generate(new()
    {
        Jobs = 20_000,
        Seed = 5,
        Behaviors = new()
        {
            LowUtilizationShare = 0.1, IdleTailShare = 0.1, UnusedGpusShare = 0.1, RetryLoopShare = 0.1,
            LongDataLoadingShare = 0.1, LongCompilationShare = 0.1,
        },
    });

    private static readonly Dictionary<string, LabelledBehaviors> _labels =
        _generated.Labels.ToDictionary(label => label.JobId, label => label.Behaviors);

    /// <summary>
    /// Nine jobs in ten are outside of loops, and a tenth of them has each behaviour: 9 %. Half of the jobs have one
    /// GPU and cannot leave any unused: 4.5 %. Loops: 10 %, in groups of seven.
    /// </summary>
    [TestCase(LabelledBehaviors.IdleTail, 0.09, 0.009)]
    [TestCase(LabelledBehaviors.LongDataLoading, 0.09, 0.009)]
    [TestCase(LabelledBehaviors.LongCompilation, 0.09, 0.009)]
    [TestCase(LabelledBehaviors.UnusedGpus, 0.045, 0.01)]
    [TestCase(LabelledBehaviors.RetryLoop, 0.1, 0.025)]
    public void BehaviourHasTheShareAskedFor(LabelledBehaviors behavior, double share, double tolerance) =>
        Assert.That(_labels.Values.Count(label => label.HasFlag(behavior)) / 20_000.0,
            Is.EqualTo(share).Within(tolerance));

    [Test]
    public void LowUtilizationIsAllComputingBelowThirtyPercent() =>
        Assert.That(
            Completed().Where(job => job.Profile.RunTime >= TimeSpan.FromMinutes(30))
                .Where(job => ComputePermille(job) < 300 != Label(job).HasFlag(LabelledBehaviors.LowUtilization))
                    .Select(job => job.Id),
            Is.Empty);

    [Test]
    public void OnlyIdleTailsEndIdleAndForAtLeastFifteenMinutes() =>
        Assert.Multiple(() =>
        {
            foreach (Job job in _generated.Workload.Jobs)
            {
                TimeSpan tail = job.Profile.RunTime - job.Profile.UsefulRunTime;
                bool labelled = Label(job).HasFlag(LabelledBehaviors.IdleTail);
                Assert.That(labelled ? tail >= TimeSpan.FromMinutes(15) : tail == TimeSpan.Zero, Is.True, job.Id);
            }
        });

    [Test]
    public void ActiveGpusAreKnownExactlyForUnusedGpus() =>
        Assert.That(
            _generated.Workload.Jobs.Where(job => job.Profile.ActiveGpus is { } active
                ? !Label(job).HasFlag(LabelledBehaviors.UnusedGpus) || active < 1 || active > job.Request.TotalGpus / 2
                : Label(job).HasFlag(LabelledBehaviors.UnusedGpus)),
            Is.Empty);

    [TestCase(LabelledBehaviors.LongDataLoading, PhaseKind.DataLoading)]
    [TestCase(LabelledBehaviors.LongCompilation, PhaseKind.Compilation)]
    public void LongPreparationLastsEightMinutesAndThenItComputes(LabelledBehaviors behavior, PhaseKind kind)
    {
        foreach (Job job in _generated.Workload.Jobs.Where(job => Label(job) == behavior))
        {
            UtilizationPhase[] phases = [.. job.Profile.Phases];
            int at = Array.FindIndex(phases, phase => phase.Kind == kind);
            Assert.That(phases[at + 1].Start - phases[at].Start, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(8)),
                job.Id);
            Assert.That(ComputePermille(job), Is.GreaterThanOrEqualTo(300), job.Id);
        }
    }

    [Test]
    public void OthersAreNeverLowForFiveMinutesButForPreparation()
    {
        foreach (Job job in _generated.Workload.Jobs.Where(job => Label(job) == LabelledBehaviors.None))
        {
            Assert.That(LongestLow(job.Profile), Is.LessThan(TimeSpan.FromMinutes(5)), job.Id);
        }
    }

    [Test]
    public void LoopsAreFourToTenQuickFailuresOfOneUserAndApplication()
    {
        ILookup<(string, string), Job> byWho = _generated.Workload.Jobs
            .Where(job => Label(job) == LabelledBehaviors.RetryLoop)
                .ToLookup(job => (job.Request.User, job.Request.Application));
        foreach (IGrouping<(string, string), Job> group in byWho)
        {
            Job[] jobs = [.. group];
            Assert.That(jobs.Select(job => job.Profile.Outcome), Is.All.EqualTo(JobOutcome.Failed));
            Assert.That(jobs.Select(job => job.Profile.RunTime.TotalSeconds), Is.All.InRange(10, 90));
            // Next submission at most 90 s of run time and 60 s of pause later, plus rounding; two loops may overlap.
            int starts = 1 + Enumerable.Range(1, jobs.Length - 1)
                .Count(i => (jobs[i].SubmitTime - jobs[i - 1].SubmitTime).TotalSeconds > 152);
            Assert.That(jobs, Has.Length.GreaterThanOrEqualTo(4 * starts), group.Key.ToString());
        }
    }

    [Test]
    public void LabelsAreWrittenAsCsv()
    {
        StringWriter text = new();
        new GeneratedWorkload(
            new Workload([]),
            [
                new JobLabel("job-1", LabelledBehaviors.LowUtilization | LabelledBehaviors.UnusedGpus),
                new JobLabel("job-2", LabelledBehaviors.LongCompilation),
            ]).WriteLabels(text);
        Assert.That(
            text.ToString(),
            Is.EqualTo(
                "job_id,wasteful,behaviors\njob-1,true,LowUtilization|UnusedGpus\njob-2,false,LongCompilation\n"));
    }

    private static LabelledBehaviors Label(Job job) => _labels.GetValueOrDefault(job.Id);

    private static IEnumerable<Job> Completed() =>
        _generated.Workload.Jobs.Where(job => job.Profile.Outcome == JobOutcome.Completed);

    private static int ComputePermille(Job job) =>
        job.Profile.Phases.First(phase => phase.Kind == PhaseKind.Compute).UtilizationPermille;

    private static TimeSpan LongestLow(JobProfile profile)
    {
        TimeSpan longest = TimeSpan.Zero, since = TimeSpan.Zero;
        for (int i = 0; i < profile.Phases.Length; i++)
        {
            UtilizationPhase phase = profile.Phases[i];
            TimeSpan end = i + 1 < profile.Phases.Length ? profile.Phases[i + 1].Start : profile.RunTime;
            bool counts = phase.UtilizationPermille < 300
                && phase.Kind is not (PhaseKind.Compilation or PhaseKind.DataLoading);
            since = counts ? since + (end - phase.Start) : TimeSpan.Zero;
            longest = since > longest ? since : longest;
        }

        return longest;
    }
}
