using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>Expected order and messages by the documentation of <see cref="Workload"/>.</summary>
public sealed class WorkloadTests
{
    private static readonly Job _job = new() { Id = "x", SubmitTime = SimTime.Zero, Request = new(), Profile = new() };

    [Test]
    public void JobsAreSortedBySubmissionThenByNumberWhateverTheOrderOfTheRows()
    {
        Job[] rows =
        [
            _job with { Id = "job-10", SubmitTime = new SimTime(5) },
            _job with { Id = "job-9", SubmitTime = new SimTime(5) },
            _job with { Id = "job-11", SubmitTime = new SimTime(1) },
            _job with { Id = "a", SubmitTime = new SimTime(5) },
        ];
        string[] expected = ["job-11", "a", "job-9", "job-10"];
        foreach (Job[] permutation in Permutations(rows))
        {
            Assert.That(new Workload(permutation).Jobs.Select(job => job.Id), Is.EqualTo(expected));
        }
    }

    [Test]
    public void SortingDoesNotTouchTheCallersArray()
    {
        Job[] rows = [_job with { Id = "b" }, _job with { Id = "a" }];
        _ = new Workload(rows);
        Assert.That(rows[0].Id, Is.EqualTo("b"));
    }

    [Test]
    public void FirstAndLastSubmissionAreTheEpochWithoutJobs()
    {
        Workload empty = new([]);
        Assert.That((empty.FirstSubmit, empty.LastSubmit), Is.EqualTo((SimTime.Zero, SimTime.Zero)));
    }

    [Test]
    public void SameIdTwiceIsRefusedEvenAtDifferentTimes() =>
        Assert.That(
            () => new Workload([_job, _job with { SubmitTime = new SimTime(7) }]),
            Throws.TypeOf<WorkloadException>().With.Message.EqualTo(
                "job 'x': this id occurs twice; ids must be unique."));

    private static IEnumerable<TestCaseData> Impossible()
    {
        yield return Case(_job with { SubmitTime = new SimTime(-1) }, "submit time");
        yield return Case(_job with { Request = new() { Instances = 0 } }, "found 0 instances");
        yield return Case(_job with { Request = new() { MaxInstancesPerNode = 0 } }, "instances per node");
        yield return Case(_job with { Request = new() { Walltime = TimeSpan.FromTicks(-1) } }, "walltime");
        yield return Case(_job with { Profile = new() { RunTime = TimeSpan.FromTicks(-1) } }, "run time");
        yield return Case(_job with { Request = Asks(new ResourceVector(CpuMilli: -1)) }, "negative");
        yield return Case(_job with { Request = Asks(new ResourceVector(DiskMiB: -1)) }, "negative");
        yield return Case(_job with { Request = Asks(new ResourceVector(RdmaPercent: 101)) }, "RDMA share 101 %");
        yield return Case(_job with { Request = Asks(new ResourceVector(Gpus: 1, GpuMilli: 0)) }, "GPU share 0/1000");
        yield return Case(_job with { Request = Asks(new ResourceVector(Gpus: 1, GpuMilli: 1001)) },
            "GPU share 1001/1000");
        yield return Case(_job with { Request = Asks(new ResourceVector(Gpus: 2, GpuMilli: 500)) },
            "shares need exactly one GPU");
        yield return Case(_job with { Profile = new() { NetworkSensitivity = double.NaN } }, "network sensitivity");
        yield return Case(_job with { Profile = new() { ActiveGpus = 1 } }, "found 1 active GPUs, expected 0 to 0");
        yield return Case(_job with { Profile = new() { Phases = [new(TimeSpan.FromSeconds(1), 5, PhaseKind.Idle)] } },
            "phase 0 starts");
        yield return Case(_job with { Profile = new() { Phases = [new(default, 1001, PhaseKind.Idle)] } },
            "utilization 1001/1000");
        yield return Case(
            _job with {
                Profile = new() { Phases = [new(default, 0, PhaseKind.Idle), new(default, 0, PhaseKind.Idle)] } },
                "phase 1 starts");
    }

    [TestCaseSource(nameof(Impossible))]
    public void ImpossibleJobIsRefusedByName(Job job, string message) =>
        Assert.That(
            () => new Workload([job]),
            Throws.TypeOf<WorkloadException>().With.Message.StartsWith("job 'x': ").And.Message.Contains(message));

    /// <summary>
    /// Idle phases at the end from 60 s: useful for 60 s. With a compute phase after them, useful to the end.
    /// </summary>
    [TestCase(PhaseKind.Idle, 60)]
    [TestCase(PhaseKind.Compute, 100)]
    public void UsefulRunTimeEndsWhereTheTrailingIdlePhasesBegin(PhaseKind last, double seconds)
    {
        JobProfile profile = new()
        {
            RunTime = TimeSpan.FromSeconds(100),
            Phases =
            [
                new(default, 900, PhaseKind.Compute), new(TimeSpan.FromSeconds(60), 0, PhaseKind.Idle),
                new(TimeSpan.FromSeconds(80), 0, last),
            ],
        };
        Assert.That(profile.UsefulRunTime.TotalSeconds, Is.EqualTo(seconds));
    }

    [Test]
    public void IdlePhaseBeyondTheEndDoesNotLengthenTheUsefulTime()
    {
        JobProfile profile = new()
        {
            RunTime = TimeSpan.FromSeconds(10),
            Phases = [new(default, 900, PhaseKind.Compute), new(TimeSpan.FromSeconds(60), 0, PhaseKind.Idle)],
        };
        Assert.That(profile.UsefulRunTime.TotalSeconds, Is.EqualTo(10));
    }

    private static JobRequest Asks(ResourceVector each) => new() { PerInstance = each };

    private static TestCaseData Case(Job job, string message) =>
        new TestCaseData(job, message).SetArgDisplayNames(message);

    private static IEnumerable<Job[]> Permutations(Job[] items) =>
        items.Length <= 1
            ? [items]
            : items.SelectMany(
                (item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (Job[])[item, .. rest]));

    [Test]
    public void AbsentPhasesAndModelsAreEmptyNotMissing()
    {
        // default(ImmutableArray) throws when it is counted; whoever passes it means "none".
        JobProfile profile = new() { RunTime = TimeSpan.FromSeconds(5), Phases = default };
        JobRequest request = new() { GpuModels = default };

        Assert.That(profile.Phases, Is.Empty);
        Assert.That(profile.UsefulRunTime, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(request.GpuModels, Is.Empty);
    }
}
