using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>Three jobs; expected values by hand in the comments.</summary>
public sealed class WorkloadFiltersTests
{
    // id: submit, run time, walltime (s). b was recorded to start at 60 and end at 130.
    private static readonly Workload _three = new(
        [
            Job("a", 10, 100, 300),
            Job("b", 50, 70, null) with
            {
                Recorded = new RecordedRun(SimTime.FromSeconds(60), SimTime.FromSeconds(130)),
            },
            Job("c", 110, 33, 34),
        ],
        new WorkloadSource { Name = "three", Transformations = ["earlier"] });

    [TestCase(EstimateSource.User, 2, 600, null, 68, "estimates: user x 2")]
    [TestCase(EstimateSource.Exact, 1, 100, 70, 33, "estimates: exact x 1")]
    [TestCase(EstimateSource.Exact, 1.5, 150, 105, 49.5, "estimates: exact x 1.5")]
    public void EstimatesReplaceWalltimes(EstimateSource source, double factor, double? a, double? b, double? c,
        string note)
    {
        Workload filtered = _three.WithEstimates(source, factor);
        Assert.Multiple(() =>
        {
            Assert.That(filtered.Jobs.Select(job => job.Request.Walltime?.TotalSeconds), Is.EqualTo(new[] { a, b, c }));
            Assert.That(filtered.Jobs.Select(job => job.Profile.RunTime),
                Is.EqualTo(_three.Jobs.Select(job => job.Profile.RunTime)));
            Assert.That(filtered.Source.Transformations, Is.EqualTo(new[] { "earlier", note }));
            Assert.That(_three.Jobs[0].Request.Walltime, Is.EqualTo(TimeSpan.FromSeconds(300)),
                "the input stays as it was");
        });
    }

    /// <summary>[50, 110) holds b alone, which moves to 0; its recorded run moves from 60..130 to 10..80.</summary>
    [Test]
    public void WindowIsHalfOpenAndMovesTheEpoch()
    {
        Workload window = _three.Window(SimTime.FromSeconds(50), SimTime.FromSeconds(110));
        Assert.That(
            window.Jobs.Select(job => (job.Id, job.SubmitTime.Seconds, job.Recorded)),
            Is.EqualTo(new[] { ("b", 0.0, new RecordedRun(SimTime.FromSeconds(10), SimTime.FromSeconds(80))) }));
    }

    /// <summary>Submissions at 10, 50, 110: twice the load puts them at 10, 10 + 20, 10 + 50.</summary>
    [Test]
    public void LoadIsScaledByTheTimesBetweenSubmissions()
    {
        Workload scaled = _three.ScaleLoad(2);
        Assert.Multiple(() =>
        {
            Assert.That(scaled.Jobs.Select(job => job.SubmitTime.Seconds), Is.EqualTo(new[] { 10.0, 30, 60 }));
            Assert.That(scaled.Jobs.Select(job => job.Recorded), Is.All.Null);
            Assert.That(scaled.Jobs.Select(job => job.Profile.RunTime.TotalSeconds),
                Is.EqualTo(new[] { 100.0, 70, 33 }));
        });
    }

    [TestCase(0, "")]
    [TestCase(2, "ab")]
    [TestCase(9, "abc")]
    public void TakeKeepsTheFirst(int count, string ids) =>
        Assert.That(string.Concat(_three.Take(count).Jobs.Select(job => job.Id)), Is.EqualTo(ids));

    /// <summary>
    /// Submissions at 0, 5, 10; with run times of (3 + 1) x 5 = 20 s the first job ends at 20, after all of them.
    /// </summary>
    [Test]
    public void NobodyDepartsBeforeTheLastSubmission()
    {
        Workload filled = _three.WithoutDepartures(TimeSpan.FromSeconds(5));
        Assert.That(
            filled.Jobs.Select(job => (
                job.Id, job.SubmitTime.Seconds, job.Profile.RunTime.TotalSeconds, job.Request.Walltime,
                job.Profile.Censored)),
            Is.EqualTo(new[]
            {
                ("a", 0.0, 20.0, (TimeSpan?)null, true), ("b", 5.0, 20.0, (TimeSpan?)null, true),
                ("c", 10.0, 20.0, (TimeSpan?)null, true),
            }));
    }

    [Test]
    public void EveryFilterLeavesItsLine() =>
        Assert.That(
            _three.Take(3).ScaleLoad(1.25).Window(SimTime.Zero, SimTime.FromSeconds(500))
                .WithoutDepartures(TimeSpan.FromSeconds(1))
                .Source.Transformations,
            Is.EqualTo(new[]
            {
                "earlier", "first 3 jobs", "load x 1.25 (times between submissions / 1.25)",
                "window: 0 s to 500 s, epoch moved to 0 s",
                "without departures, one submission every 1 s",
            }));

    [Test]
    public void ImpossibleArgumentsAreRefused() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => _three.WithEstimates(EstimateSource.User, 0), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => _three.ScaleLoad(double.NaN), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => _three.ScaleLoad(double.PositiveInfinity), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => _three.Window(SimTime.Zero, SimTime.Zero), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => _three.Take(-1), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => _three.WithoutDepartures(TimeSpan.Zero), Throws.InstanceOf<ArgumentException>());
        });

    private static Job Job(string id, double submit, double run, double? walltime) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest { Walltime = walltime is { } limit ? TimeSpan.FromSeconds(limit) : null },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(run) },
    };
}
