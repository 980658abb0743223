using System.IO.Compression;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class PhillyReaderTests
{
    private const string Header = "timestamp,duration,num_gpus,gpu_time,cluster\n";
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void TheFirstSubmissionIsTimeZero()
    {
        Trace trace = _files.Open(
            "a.csv", Header + "2017-10-09 07:01:55,66.5,4,266.0,vc1\n2017-10-08 07:01:55,10,1,10,vc2\n\n");
        Workload workload = trace.ToWorkload();

        Assert.Multiple(() =>
        {
            Assert.That(trace.Report.TimeZero, Is.EqualTo("2017-10-08T07:01:55 local time, zone not recorded"));
            Assert.That(workload.Jobs[0].SubmitTime, Is.EqualTo(SimTime.Zero));
            Assert.That(workload.Jobs[1].SubmitTime, Is.EqualTo(SimTime.FromSeconds(86_400)));
            Assert.That(workload.Jobs[1].Request.Instances, Is.EqualTo(4));
            Assert.That(workload.Jobs[1].Request.PerInstance, Is.EqualTo(new ResourceVector(Gpus: 1)));
            Assert.That(workload.Jobs[1].Request.Queue, Is.EqualTo("vc1"));
            Assert.That(workload.Jobs[1].Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(66.5)));
            Assert.That(workload.Jobs[1].Recorded, Is.Null);
        });
    }

    [TestCase("2017-10-09T07:01:55,66.0,1,66.0,vc", "column 'timestamp' (1): found '2017-10-09T07:01:55'")]
    [TestCase("2017-13-09 07:01:55,66.0,1,66.0,vc", "column 'timestamp' (1): found '2017-13-09 07:01:55'")]
    [TestCase("2017-10-09 07:01:55,-1,1,66.0,vc", "column 'duration' (2): found '-1'")]
    [TestCase("2017-10-09 07:01:55,1,1.5,66.0,vc", "column 'num_gpus' (3): found '1.5'")]
    public void AMalformedFieldIsRefusedWithItsPlace(string row, string expected)
    {
        Assert.That(_files.Refused("x.csv", Header + row).Message, Does.Contain("x.csv:2: " + expected));
    }

    [Test]
    public void TheRealTraceKeepsItsDuplicates()
    {
        Trace trace = Trace.Open(SharedData.Path("microsoft-philly/philly.csv.gz"));

        // SOURCES.md section 8: 82,247 jobs, 65 exact duplicates, 76,627 with one GPU, 978,078 GPU-hours, first
        // 2017-09-04.
        Assert.Multiple(() =>
        {
            Assert.That(trace.ToWorkload().Jobs, Has.Length.EqualTo(82_247));
            Assert.That(TraceFiles.Note(trace, "duplicate").Count, Is.EqualTo(65));
            Assert.That(trace.ToWorkload().Jobs.Count(job => job.Request.TotalGpus == 1), Is.EqualTo(76_627));
            Assert.That(
                trace.ToWorkload().Jobs.Sum(job => job.Request.TotalGpus * job.Profile.RunTime.TotalHours),
                Is.EqualTo(978_078).Within(0.5));
            Assert.That(trace.Report.TimeZero, Does.StartWith("2017-09-04T"));
        });
    }

    [Test]
    public void ShuffledRowsGiveTheSameWorkload()
    {
        using StreamReader reader = new(
            new GZipStream(File.OpenRead(SharedData.Path("microsoft-philly/philly.csv.gz")),
                CompressionMode.Decompress));
        string[] lines = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(5_000)];
        Workload inOrder = _files.Open("in-order.csv", Header + string.Join('\n', lines)).ToWorkload();
        Workload reversed = _files.Open("reversed.csv", Header + string.Join('\n', lines.Reverse())).ToWorkload();

        Assert.That(reversed.Jobs.Select(Key), Is.EqualTo(inOrder.Jobs.Select(Key)));

        static (string, SimTime, int, string, TimeSpan) Key(Job job) =>
            (job.Id, job.SubmitTime, job.Request.Instances, job.Request.Queue, job.Profile.RunTime);
    }
}
