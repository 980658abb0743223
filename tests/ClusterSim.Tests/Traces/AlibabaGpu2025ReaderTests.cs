using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class AlibabaGpu2025ReaderTests
{
    private const string Header =
        "instance_sn,role,app_name,cpu_request,cpu_limit,gpu_request,gpu_limit,rdma_request,rdma_limit,memory_request,"
        + "memory_limit,disk_request,disk_limit,max_instance_per_node,creation_time,scheduled_time,deletion_time\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void StandingAndRunningInstancesAreKept()
    {
        Workload workload = _files.Open(
            "a.csv",
            Header
            + "instance_0,HN,app_0,12,12,1,1,25,25,120.0,120.0,640.5,800.0,8,,,\n"
            + "instance_1,CN,app_1,2,2,0,0,1,1,8,8,10,10,-1,,,30\n"
            + "instance_2,CN,app_1,2,2,0,0,1,1,8,8,10,10,-1,10.5,12.0,\n"
            + "instance_3,CN,app_1,2,2,0,0,1,1,8,8,10,10,-1,10.0,20.0,100.25\n").ToWorkload();

        // The trace ends at its greatest time stamp, 100.25 s.
        Assert.Multiple(() =>
        {
            Job standing = workload.Jobs.Single(job => job.Id == "instance_0");
            Assert.That(
                standing.Request.PerInstance, Is.EqualTo(new ResourceVector(12_000, 1, 1000, 120 * 1024, 655_872, 25)),
                    "640.5 GiB");
            Assert.That(standing.Request.Role, Is.EqualTo("HN"));
            Assert.That(standing.Request.Application, Is.EqualTo("app_0"));
            Assert.That(standing.Request.MaxInstancesPerNode, Is.EqualTo(8));
            Assert.That(standing.SubmitTime, Is.EqualTo(SimTime.Zero));
            Assert.That(standing.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(100.25)));
            Assert.That(standing.Profile.Censored, Is.True);
            Assert.That(standing.Recorded, Is.EqualTo(new RecordedRun(null, null, Submitted: false)));

            Job left = workload.Jobs.Single(job => job.Id == "instance_1");
            Assert.That(left.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(left.Recorded, Is.EqualTo(new RecordedRun(null, SimTime.FromSeconds(30), Submitted: false)));
            Assert.That(left.Request.MaxInstancesPerNode, Is.Null);

            Job stays = workload.Jobs.Single(job => job.Id == "instance_2");
            Assert.That(stays.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(88.25)));
            Assert.That(stays.Profile.Censored, Is.True);

            Job whole = workload.Jobs.Single(job => job.Id == "instance_3");
            Assert.That(whole.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(80.25)));
            Assert.That(whole.Recorded,
                Is.EqualTo(new RecordedRun(SimTime.FromSeconds(20), SimTime.FromSeconds(100.25))));
        });
    }

    [Test]
    public void RowsWithTimesOutOfOrderAreLeftOut()
    {
        Trace trace = _files.Open(
            "b.csv",
            Header
            + "i0,CN,a,2,2,0,0,1,1,8,8,10,10,-1,10,5,20\n"
            + "i1,CN,a,2,2,0,0,1,1,8,8,10,10,-1,10,15,12\n"
            + "i2,CN,a,2,2,0,0,1,1,8,8,10,10,-1,10,,\n"
            + "i3,CN,a,2,2,0,0,1,1,8,8,10,10,-1,10,11,12\n");

        Assert.That(trace.ToWorkload().Jobs.Single().Id, Is.EqualTo("i3"));
        Assert.That(trace.Report.Notes.Select(note => (note.Kind, note.Lines.Single())), Is.EqualTo(new[]
        {
            (TraceNoteKind.LeftOut, 2L), (TraceNoteKind.LeftOut, 3L), (TraceNoteKind.LeftOut, 4L),
        }));
    }

    [TestCase("i0,XN,a,2,2,0,0,1,1,8,8,10,10,-1,,,", "column 'role' (2): found 'XN', expected CN or HN.")]
    [TestCase("i0,CN,a,2,2,0,0,101,1,8,8,10,10,-1,,,",
        "column 'rdma_request' (8): found '101', expected a whole number from 0 to 100.")]
    [TestCase("i0,CN,a,2,2,0,0,1,1,8,8,10,10,0,,,", "column 'max_instance_per_node' (14): found '0'")]
    [TestCase("i0,CN,a,2,2,0,0,1,1,8,8,10,10,-1,soon,,",
        "column 'creation_time' (15): found 'soon', expected a time in seconds")]
    [TestCase("i0,CN,a,2,2,0,0,1,1,8,8,10,10,-1,-3,,", "column 'creation_time' (15): found '-3'")]
    [TestCase("i0,CN,a,2,2,0,0,1,1,NaN,8,10,10,-1,,,", "column 'memory_request' (10): found 'NaN'")]
    [TestCase("i0,CN,a,2,2,0,0,1,1,1e17,8,10,10,-1,,,", "column 'memory_request' (10): found '1e17'")]
    [TestCase("i0,CN,a,,2,0,0,1,1,8,8,10,10,-1,,,", "column 'cpu_request' (4): found an empty field")]
    [TestCase("i0,CN,a,2,2,0,0,1,1,8,8,10,10,-1,,", "found 16 fields, expected 17 fields as in the header.")]
    public void AMalformedFieldIsRefusedWithItsPlace(string row, string expected)
    {
        TraceFormatException error = _files.Refused("x.csv", Header + row + "\n");

        Assert.That(error.Message, Does.Contain("x.csv:2: ").And.Contain(expected));
    }

    [Test]
    public void ARenamedColumnIsNamedOnLineOne()
    {
        TraceFormatException error = _files.Refused("y.csv",
            Header.Replace("rdma_limit", "rdma_max", StringComparison.Ordinal));

        Assert.That(error.Message,
            Does.Contain("y.csv:1: found no column 'rdma_limit' and unexpected 'rdma_max', expected exactly"));
    }

    [Test]
    public void TheRealTraceGivesItsPublishedFigures()
    {
        Trace trace = Trace.Open(SharedData.Path("alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz"));
        Job[] jobs = [.. trace.ToWorkload().Jobs];
        Job[] placed = [.. jobs.Where(job => job.Recorded is { Submitted: true, Start: not null })];
        Job[] ended = [.. placed.Where(job => job.Recorded!.End is not null)];

        // The figures of the task, computed from the file by another program; instances by role from its documentation.
        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("alibaba-gpu-v2025"));
            Assert.That(jobs, Has.Length.EqualTo(23_871));
            Assert.That(jobs.Select(job => job.Request.Application).Distinct().Count(), Is.EqualTo(156));
            Assert.That(jobs.Count(job => job.Request.Role == "CN"), Is.EqualTo(16_485));
            Assert.That(jobs.Count(job => job.Request.Role == "HN"), Is.EqualTo(7_386));
            Assert.That(jobs.Count(job => !job.Recorded!.Submitted), Is.EqualTo(4_677 + 2_603), "standing instances");
            Assert.That(placed, Has.Length.EqualTo(16_591));
            Assert.That(TraceFiles.MeanDelaySeconds(placed), Is.EqualTo(187.927431).Within(5e-7));
            Assert.That(TraceFiles.MeanDelaySeconds(placed.Where(j => j.Request.Role == "HN")),
                Is.EqualTo(505.327703).Within(5e-7));
            Assert.That(TraceFiles.MeanDelaySeconds(placed.Where(j => j.Request.Role == "CN")),
                Is.EqualTo(78.170993).Within(5e-7));
            Assert.That(ended, Has.Length.EqualTo(12_390));
            Assert.That(ended.Average(job => job.Profile.RunTime.TotalSeconds),
                Is.EqualTo(102_490.972478).Within(5e-7));
            Assert.That(trace.Report.RequestLimits.Single(sum =>
                sum.Resource.StartsWith("disk", StringComparison.Ordinal)).RowsBelowLimit, Is.EqualTo(23_201));
            Assert.That(trace.Report.Checksum,
                Is.EqualTo("7c51226c8efb01512e0502f505db47bc7e56d2767a34226d6adb54602ef965cf"));
        });
    }
}
