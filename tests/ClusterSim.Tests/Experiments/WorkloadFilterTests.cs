using ClusterSim.Experiments;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Traces.Auditing;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Experiments;

/// <summary>Five jobs; expected values by hand.</summary>
public class WorkloadFilterTests
{
    // id: submit (s), run time (s), user, queue, GPUs, outcome, models, walltime (s)
    private static readonly Workload _five = new(
    [
        Made("a", 0, 600, "alice", "q1", 1, JobOutcome.Completed, [], 900),
        Made("b", 3600, 60, "bob", "q1", 2, JobOutcome.Failed, ["V100"], null),
        Made("c", 7200, 7200, "alice", "q2", 4, JobOutcome.Completed, ["V100", "T4"], 7200),
        Made("d", 10_800, 30, "carol", "", 8, JobOutcome.Cancelled, [], 60),
        Made("e", 14_400, 3600, "bob", "q2", 16, JobOutcome.Completed, ["T4"], 3600),
    ]);

    [TestCase("window=1h..3h", "bc")]
    [TestCase("window=..2h", "ab")]
    [TestCase("window=2h..", "cde")]
    [TestCase(" window = 0 .. 3601 s ", "ab")]
    [TestCase("first=2", "ab")]
    [TestCase("user=alice,bob", "abce")]
    [TestCase("user!=alice", "bde")]
    [TestCase("queue=q1", "ab")]
    [TestCase("queue=", "d")]
    [TestCase("queue!=", "abce")]
    [TestCase("model=V100", "bc")]
    [TestCase("model=any", "ad")]
    [TestCase("status=completed", "ace")]
    [TestCase("status!=completed,failed", "d")]
    [TestCase("gpus=2..8", "bcd")]
    [TestCase("gpus=..2", "ab")]
    [TestCase("gpus=16", "e")]
    [TestCase("gpus!=1..4", "de")]
    [TestCase("run-time=1min..1h", "abe")]
    [TestCase("walltime=1h..", "ce")]
    [TestCase("sample=100%", "abcde")]
    [TestCase("sample=5@3", "abcde")]
    [TestCase("sample-users=100%", "abcde")]
    [TestCase("sample-per-user=100%@2", "abcde")]
    public void AFilterKeepsItsJobs(string text, string expected)
    {
        Workload kept = WorkloadFilter.Apply(_five, [text]);

        Assert.That(string.Concat(kept.Jobs.Select(job => job.Id)), Is.EqualTo(expected));
        Assert.That(kept.Source.Transformations, Is.EqualTo(new[]
        {
            $"filter {text.Trim()}: {expected.Length} of 5 jobs kept",
        }));
    }

    [Test]
    public void AWindowAndAShiftMoveTheTimes()
    {
        Workload kept = WorkloadFilter.Apply(_five, ["window=1h..3h", "shift=10s"]);

        Assert.That(kept.Jobs.Select(job => job.SubmitTime.Seconds), Is.EqualTo(new[] { 10.0, 3610 }));
        Assert.That(WorkloadFilter.Apply(kept, ["shift=-10s"]).FirstSubmit, Is.EqualTo(SimTime.Zero));
    }

    [Test]
    public void EstimatesAndLoadAreFiltersToo()
    {
        Workload kept = WorkloadFilter.Apply(_five, ["estimates=exact:2", "scale-load=2"]);

        Assert.That(kept.Jobs.Select(job => job.Request.Walltime!.Value.TotalSeconds),
            Is.EqualTo(new[] { 1200.0, 120, 14_400, 60, 7200 }));
        Assert.That(kept.Jobs.Select(job => job.SubmitTime.Seconds), Is.EqualTo(new[] { 0.0, 1800, 3600, 5400, 7200 }));
    }

    // GPU-seconds: 600 + 120 + 28,800 + 240 + 57,600 = 87,360 of 16 x 14,400 = 0.379.
    [Test]
    public void TheTargetLoadIsReached()
    {
        Platform platform = Platform.Load("gpus:2x8");
        Assert.That(OfferedLoad.Of(_five, platform).Busiest!.Load, Is.EqualTo(87_360 / 230_400.0).Within(1e-12));

        Workload scaled = WorkloadFilter.Apply(_five, ["target-load=0.9"], platform);
        Assert.That(OfferedLoad.Of(scaled, platform).Busiest!.Load, Is.EqualTo(0.9).Within(1e-6));
        Workload named = WorkloadFilter.Apply(_five, ["target-load=1.2@gpus"], platform);
        Assert.That(OfferedLoad.Of(named, platform).Resources[0].Load, Is.EqualTo(1.2).Within(1e-6));
    }

    [TestCase("windo=1d..2d", "found filter 'windo', expected one of window, first, ")]
    [TestCase("windo=1d..2d", "did you mean 'window'?")]
    [TestCase("window=2d..1d", "filter 'window': found '=2d..1d', expected window=FROM..TO")]
    [TestCase("window=1d", "filter 'window': found '=1d', expected window=FROM..TO")]
    [TestCase("window=1..2", "filter 'window': found '=1..2'")]
    [TestCase("window!=1d..2d", "filter 'window': found '!=1d..2d'")]
    [TestCase("first", "found 'first', expected first=N")]
    [TestCase("sample=1.5", "filter 'sample'")]
    [TestCase("sample=10%@x", "filter 'sample'")]
    [TestCase("gpus=8..2", "expected gpus=MIN..MAX or gpus!=MIN..MAX")]
    [TestCase("scale-load=0", "expected scale-load=FACTOR")]
    [TestCase("target-load=0.5@disk", "expected target-load=LOAD[@gpus|cores|memory]")]
    [TestCase("target-load=0.5", "filter 'target-load=0.5': found no platform")]
    [TestCase("estimates=best", "expected estimates=user|exact[:FACTOR]")]
    [TestCase("user=nobody", "filter 'user=nobody': keeps none of 5 jobs")]
    [TestCase("shift=-1s", "filter 'shift=-1s': job 'a': submit time")]
    [TestCase("", "found filter ''")]
    public void AnErrorNamesTheFilterAndWhatIsExpected(string text, string expected)
    {
        string message = Assert.Throws<ExperimentException>(() => WorkloadFilter.Apply(_five, [text]))!.Message;
        Assert.That(message, Does.Contain(expected));
    }

    [Test]
    public void AnExperimentFileHasFiltersWithTheirPlaces()
    {
        const string yaml = """
            traces:
              - generate: synthetic-small
                set: { jobs: 50 }
                filter: [ "gpus=1..2", "gpu=1" ]
            platforms: gpus:2x8
            policies: fifo
            """;
        ExperimentException error =
            Assert.Throws<ExperimentException>(() => ExperimentSpec.Parse(yaml, "experiment.yaml"))!;

        ExperimentProblem problem = error.Problems.Single();
        Assert.That(problem.Path, Is.EqualTo("traces[0].filter[1]"));
        Assert.That(problem.Message, Does.Contain("did you mean 'gpus'?"));
        Assert.That(problem.Line, Is.EqualTo(4));
    }

    [Test]
    public void ThePageListsEveryFilter()
    {
        string page = File.ReadAllText(Repository.Path("docs/filters.md"));
        foreach ((string name, string form, _) in WorkloadFilter.Known)
        {
            Assert.That(page, Does.Contain($"| `{name}={form.Replace("|", "\\|", StringComparison.Ordinal)}`"));
        }
    }

    private static Job Made(
        string id, double submit, double run, string user, string queue, int gpus, JobOutcome outcome,
        string[] models, double? walltime) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            User = user,
            Queue = queue,
            Instances = gpus,
            PerInstance = new ResourceVector(Gpus: 1),
            GpuModels = [.. models],
            Walltime = walltime is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(run), Outcome = outcome },
    };

    // As traces and platforms, of which docs/experiments.md says so.
    [TestCase("train-mix=a;b/c@1@oracle", "train-mix=exp/a;exp/b/c@1@oracle")]
    [TestCase("signatures=single.csv@2", "signatures=exp/single.csv@2")]
    [TestCase("signatures=profile", "signatures=profile")]
    [TestCase("user=alice", "user=alice")]
    [TestCase("nonsense", "nonsense")]
    public void PathsOfFiltersStartAtTheFolderOfTheExperimentFile(string written, string read) =>
        Assert.That(FilterForms.Located(written, path => "exp/" + path), Is.EqualTo(read));
}
