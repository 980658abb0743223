using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class HeliosReaderTests
{
    private const string Header =
        "job_id,user,vc,gpu_num,cpu_num,node_num,state,submit_time,start_time,end_time,duration,queue\n";

    private const string AcmeHeader = "job_id,user,node_num,gpu_num,cpu_num,type,state,submit_time,start_time,"
        + "end_time,duration,queue,gpu_time\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void TheDocumentedRowsOfHeliosAreRead()
    {
        Trace trace = Trace.Open(SharedData.Path("schema-samples/helios_cluster_log.sample.csv"));
        Job[] jobs = [.. trace.ToWorkload().Jobs];

        // Read off the file: submissions at 18:41:01, :27 and :28; durations 36848, 249 and 675233 s; 4 GPUs and 16
        // cores on one node; the rows' own durations fit their times.
        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("helios"));
            Assert.That(trace.Report.TimeZero, Is.EqualTo("2020-06-09T18:41:01 local time, zone not recorded"));
            Assert.That(jobs.Select(job => job.SubmitTime.Seconds), Is.EqualTo(new[] { 0.0, 26, 27 }));
            Assert.That(jobs.Select(job => job.Profile.RunTime.TotalSeconds),
                Is.EqualTo(new[] { 36_848.0, 249, 675_233 }));
            Assert.That(jobs.Select(job => job.Profile.Outcome),
                Is.EqualTo(new[] { JobOutcome.Completed, JobOutcome.Failed, JobOutcome.Cancelled }));
            Assert.That(jobs[1].Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 16_000, Gpus: 4)));
            Assert.That((jobs[1].Request.User, jobs[1].Request.Queue), Is.EqualTo(("uVMrF", "vchbv")));
            Assert.That(trace.Report.Notes, Is.Empty);
        });
    }

    [Test]
    public void TheDocumentedRowsOfAcmeAreRead()
    {
        Job seren = Trace.Open(SharedData.Path("schema-samples/acme_trace_seren.sample.csv")).ToWorkload().Jobs[1];
        Trace kalosTrace = Trace.Open(SharedData.Path("schema-samples/acme_trace_kalos.sample.csv"));
        Job kalos = kalosTrace.ToWorkload().Jobs[0];

        // Read off the files. Seren: submitted 00:23:58, started 00:24:11, duration 2693. Kalos: 8 nodes with 64 GPUs
        // and 960 cores, started 11:01:08 and ended 11:01:16 (duration 18 includes the delay), 1000 GB a pod.
        Assert.Multiple(() =>
        {
            Assert.That(seren.SubmitTime, Is.EqualTo(SimTime.FromSeconds(336)));
            Assert.That(seren.Recorded!.Start, Is.EqualTo(SimTime.FromSeconds(336 + 13)));
            Assert.That(seren.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(2693)));
            Assert.That(kalos.Request.Instances, Is.EqualTo(8));
            Assert.That(kalos.Request.PerInstance,
                Is.EqualTo(new ResourceVector(CpuMilli: 120_000, Gpus: 8, MemoryMiB: 953_675)));
            Assert.That(kalos.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(8)));
            Assert.That(kalosTrace.Report.Notes, Is.Empty, "the durations of Kalos include the delay");
            Assert.That(kalosTrace.Report.TimeZero, Is.EqualTo("2023-05-17T11:00:58Z"));
        });
    }

    [Test]
    public void TimesWithAZoneBecomeUtc()
    {
        Trace trace = _files.Open("zone.csv", AcmeHeader
            + "1,u,1,8,128,Other,FAILED,2023-03-01 00:18:22+08:00,2023-03-01 00:18:54+08:00,2023-03-01 00:20:51+08:00,"
            + "117,32,936.0\n");

        Assert.That(trace.Report.TimeZero, Is.EqualTo("2023-02-28T16:18:22Z"));
    }

    [Test]
    public void GpusThatCannotBeSharedOutEvenlyMaySpread()
    {
        const string times = "COMPLETED,2020-06-09 18:41:01,2020-06-09 18:41:01,2020-06-09 18:41:02,1,0\n";
        Trace trace = _files.Open("uneven.csv", Header + "1,u,v,9,10,2," + times + "2,u,v,16,32,2," + times
            + "3,u,v,0,6,4," + times + "4,u,v,0,8,4," + times + "5,u,v,1,1,0," + times);
        (int, ResourceVector)[] gangs =
            [.. trace.ToWorkload().Jobs.Select(job => (job.Request.Instances, job.Request.PerInstance))];

        // 10 cores over 9 GPUs are 1111.1 milli-cores each, rounded up.
        Assert.That(gangs, Is.EqualTo(new[]
        {
            (9, new ResourceVector(CpuMilli: 1112, Gpus: 1)),
            (2, new ResourceVector(CpuMilli: 16_000, Gpus: 8)),
            (6, new ResourceVector(CpuMilli: 1000)),
            (4, new ResourceVector(CpuMilli: 2000)),
            (1, new ResourceVector(CpuMilli: 1000, Gpus: 1)),
        }));
        Assert.That(TraceFiles.Note(trace, "shared out evenly").Lines, Is.EqualTo(new[] { 2L, 4 }));
        Assert.That(TraceFiles.Note(trace, "no number of nodes").Kind, Is.EqualTo(TraceNoteKind.Repaired));
    }

    [Test]
    public void RowsWithoutARunAreLeftOut()
    {
        Trace trace = _files.Open("left-out.csv", Header
            + "1,u,v,1,1,1,CANCELLED,2020-06-09 18:41:01,,,0,0\n"
            + "2,u,v,1,1,1,RUNNING,2020-06-09 18:41:01,2020-06-09 18:41:01,,0,0\n"
            + "3,u,v,1,1,1,FAILED,2020-06-09 18:41:02,2020-06-09 18:41:01,2020-06-09 18:41:01,0,0\n"
            + "4,u,v,1,1,1,FAILED,2020-06-09 18:41:02,2020-06-09 18:41:03,2020-06-09 18:41:02,0,1\n"
            + "5,u,v,1,1,1,FAILED,2020-06-09 18:41:02,2020-06-09 18:41:03,2020-06-09 18:41:05,9,9\n");

        Assert.That(trace.ToWorkload().Jobs.Single().Id, Is.EqualTo("5"));
        Assert.That(trace.Report.Notes.Where(note => note.Kind == TraceNoteKind.LeftOut).Select(note => note.Reason),
            Is.EquivalentTo(new[]
            {
                "never started", "not finished", "started before it was submitted", "ended before it started",
            }));
        Assert.That(trace.Report.Notes.Count(note => note.Reason.Contains("the times are used")), Is.EqualTo(2));
    }

    [TestCase("1,u,v,-1,1,1,COMPLETED,2020-06-09 18:41:01,,,0,0", "column 'gpu_num' (4): found '-1'")]
    [TestCase("1,u,v,1,x,1,COMPLETED,2020-06-09 18:41:01,,,0,0", "column 'cpu_num' (5): found 'x'")]
    [TestCase("1,u,v,1,1,1,DONE,2020-06-09 18:41:01,,,0,0", "column 'state' (7): found 'DONE'")]
    [TestCase("1,u,v,1,1,1,FAILED,2020-06-31 18:41:01,,,0,0", "column 'submit_time' (8): found '2020-06-31 18:41:01'")]
    [TestCase("1,u,v,1,1,1,FAILED,2020-06-09 24:41:01,,,0,0", "column 'submit_time' (8): found '2020-06-09 24:41:01'")]
    [TestCase("1,u,v,1,1,1,FAILED,2020-06-09 18:41:01,now,,0,0", "column 'start_time' (9): found 'now'")]
    [TestCase("1,u,v,1,1,1,FAILED,2020-06-09 18:41:01,,,0", "found 11 fields, expected 12 fields")]
    public void AMalformedFieldIsRefusedWithItsPlace(string row, string expected)
    {
        Assert.That(_files.Refused("x.csv", Header + row).Message, Does.Contain("x.csv:2: " + expected));
    }

    [Test]
    public void AMissingColumnIsNamed()
    {
        Assert.That(_files.Refused("h.csv", Header.Replace("vc,", "") + "1,u,1,1,1,FAILED,,,,0,0").Message,
            Does.Contain("h.csv:1: found no column 'vc'"));
    }
}
