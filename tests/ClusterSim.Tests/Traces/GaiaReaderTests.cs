using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class GaiaReaderTests
{
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void AFractionNearTheBeginMeansHours()
    {
        Trace trace = _files.Open("a.csv", "arrival_time,length,cpus\n0.5,25.408055555555556,3\n0.0,1.0,1\n");
        Job second = trace.ToWorkload().Jobs[1];

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("gaia-hours"));
            // 25.408055555555556 h = 91,469 s, the duration of the first job of the PAI list.
            Assert.That(second.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(91_469)));
            Assert.That(second.SubmitTime, Is.EqualTo(SimTime.FromSeconds(1800)));
            Assert.That(second.Id, Is.EqualTo("gaia-2"));
            Assert.That(second.Request.Instances, Is.EqualTo(3));
            Assert.That(second.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 1000)));
        });
    }

    [Test]
    public void WholeNumbersMeanSecondsUnlessTheFormatIsNamed()
    {
        const string rows = "arrival_time,length,cpus\n68.0,1000.0,1\n0,2,1\n0,2,1\n";
        Trace trace = _files.Open("b.csv", rows), asHours = _files.Open("b.csv", rows, "gaia-hours");

        Assert.That(trace.Format.Name, Is.EqualTo("gaia-seconds"));
        Assert.That(trace.ToWorkload().LastSubmit, Is.EqualTo(SimTime.FromSeconds(68)));
        Assert.That(asHours.ToWorkload().LastSubmit, Is.EqualTo(SimTime.FromSeconds(68 * 3600)));
        Assert.That(TraceFiles.Note(trace, "like another one").Count, Is.EqualTo(1));
    }

    [TestCase("0.5,x,1", "column 'length' (2): found 'x', expected a time in hours")]
    [TestCase("-0.5,1,1", "column 'arrival_time' (1): found '-0.5'")]
    [TestCase("0.5,27777778,1", "column 'length' (2): found '27777778', expected a time in hours from 0 to 27,777,777")]
    [TestCase("0.5,1,0", "column 'cpus' (3): found '0', expected a whole number from 1")]
    public void AMalformedFieldIsRefusedWithItsPlace(string row, string expected)
    {
        Assert.That(_files.Refused("x.csv", "arrival_time,length,cpus\n" + row).Message,
            Does.Contain("x.csv:2: " + expected));
    }

    [Test]
    public void TheYearInHoursIsThePaiListInSeconds()
    {
        Workload year = Trace.Open(SharedData.Path("alibaba-gpu-v2020/gaia/pai-100k.csv.gz")).ToWorkload();
        Workload seconds = Trace.Open(SharedData.Path("peers/inputs/pai20k.csv.gz")).ToWorkload();

        // The PAI list holds the first 20,000 rows of the year in whole seconds (peers/inputs/README.md): made by
        // another program, so equal times prove the unit and the rounding. SOURCES.md section 3: 99,998 rows.
        Assert.That(year.Jobs, Has.Length.EqualTo(99_998));
        Assert.That(
            year.Jobs.Take(20_000)
                .Select(job => (job.SubmitTime, job.Profile.RunTime, job.Request.Instances)).Order(),
            Is.EqualTo(seconds.Jobs
                .Select(job => (job.SubmitTime, job.Profile.RunTime, job.Request.TotalGpus)).Order()));
    }

    [Test]
    public void TheRealListsHaveThePublishedRanges()
    {
        Workload year = Trace.Open(SharedData.Path("alibaba-gpu-v2020/gaia/pai-100k.csv.gz")).ToWorkload();
        Trace week = Trace.Open(SharedData.Path("alibaba-gpu-v2020/gaia/pai_1k.csv"));

        Assert.Multiple(() =>
        {
            // SOURCES.md section 3: arrivals 0..8,759.45 h, lengths 0.084..71.1 h, cpus 1..400.
            Assert.That(year.LastSubmit.Seconds / 3600, Is.EqualTo(8_759.45).Within(0.005));
            Assert.That(year.Jobs.Min(job => job.Profile.RunTime.TotalHours), Is.EqualTo(0.084).Within(0.0005));
            Assert.That(year.Jobs.Max(job => job.Profile.RunTime.TotalHours), Is.EqualTo(71.1).Within(0.05));
            Assert.That(year.Jobs.Max(job => job.Request.Instances), Is.EqualTo(400));
            // Sum of cpus * length, with another program: 1,011,245.85 core-hours.
            Assert.That(year.Jobs.Sum(job => job.Request.Instances * job.Profile.RunTime.TotalHours),
                Is.EqualTo(1_011_245.851).Within(0.001));
            Assert.That(week.Format.Name, Is.EqualTo("gaia-seconds"));
            Assert.That(week.ToWorkload().LastSubmit, Is.EqualTo(SimTime.FromSeconds(604_756)), "one week");
            Assert.That(week.Report.JobsKept, Is.EqualTo(1_000));
            Assert.That(TraceFiles.Note(week, "like another one").Count, Is.EqualTo(12), "988 different rows");
        });
    }
}
