using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class OpenbReaderTests
{
    private const string Header =
        "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,"
        + "scheduled_time\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void SharesModelsAndPhasesGoToTheirPlaces()
    {
        Trace trace = _files.Open(
            "a.csv",
            Header
            + "p0,6000,12288,1,460,P100|T4,LS,Succeeded,10,100,12.5\n"
            + "p1,8000,30517,0,0,,BE,Failed,20,50,20\n"
            + "p2,8000,1,2,1000,T4|T4,BE,Pending,30,40,\n"
            + "p3,8000,1,2,1000,,BE,Running,30,100,31\n");
        Workload workload = trace.ToWorkload();

        Assert.Multiple(() =>
        {
            Job share = workload.Jobs[0];
            Assert.That(share.Request.PerInstance, Is.EqualTo(new ResourceVector(6000, 1, 460, 12_288)));
            Assert.That(share.Request.GpuModels, Is.EqualTo(new[] { "P100", "T4" }));
            Assert.That(share.Request.Queue, Is.EqualTo("LS"));
            Assert.That(share.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(87.5)));
            Assert.That(share.Recorded,
                Is.EqualTo(new RecordedRun(SimTime.FromSeconds(12.5), SimTime.FromSeconds(100))));

            Assert.That(workload.Jobs[1].Request.PerInstance, Is.EqualTo(new ResourceVector(8000, 0, 1000, 30_517)));
            Assert.That(workload.Jobs[1].Profile.Outcome, Is.EqualTo(JobOutcome.Failed));

            Job pending = workload.Jobs[2];
            Assert.That(pending.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(pending.Profile.Outcome, Is.EqualTo(JobOutcome.Cancelled));
            Assert.That(pending.Recorded, Is.EqualTo(new RecordedRun(null, null)));
            Assert.That(pending.Request.GpuModels, Is.EqualTo(new[] { "T4" }));
            Assert.That(trace.Report.RowsRepaired, Is.EqualTo(1), "one row with two repairs");

            Assert.That(workload.Jobs[3].Profile.Censored, Is.True, "running at the greatest deletion time");
        });
    }

    [Test]
    public void ShortVariantsComeInTheOrderOfTheirNamesAndStay()
    {
        Workload workload = _files.Open(
            "b.csv", "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np10,1,1,1,1000\np9,1,1,8,1000\n").ToWorkload();

        Assert.That(workload.Jobs.Select(job => (job.Id, job.SubmitTime.Seconds, job.Profile.RunTime.TotalSeconds)),
            Is.EqualTo(new[]
        {
            ("p9", 0.0, 2.0), ("p10", 1.0, 1.0),
        }));
    }

    [TestCase("p0,6000,1,2,500,,LS,Running,0,1,0", "column 'gpu_milli' (5): found '500', expected 1000")]
    [TestCase("p0,6000,1,1,0,,LS,Running,0,1,0",
        "column 'gpu_milli' (5): found '0', expected a whole number from 1 to 1000")]
    [TestCase("p0,6000,1,1,500,,LS,Lost,0,1,0", "column 'pod_phase' (8): found 'Lost'")]
    [TestCase("p0,6000.5,1,1,500,,LS,Running,0,1,0", "column 'cpu_milli' (2): found '6000.5', expected a whole number")]
    public void AMalformedFieldIsRefusedWithItsPlace(string row, string expected)
    {
        Assert.That(_files.Refused("x.csv", Header + row).Message, Does.Contain("x.csv:2: " + expected));
    }

    // Rows from SOURCES.md section 2. GPU request of the default list: 6,086.8 GPUs (ibid.).
    [TestCase("default", 8_152)]
    [TestCase("cpu300", 10_094)]
    [TestCase("gpuspec33", 8_152)]
    [TestCase("multigpu50", 9_061)]
    public void TheRealListsKeepEveryPod(string variant, int pods)
    {
        Trace trace = Trace.Open(SharedData.Path($"alibaba-gpu-v2023/openb_pod_list_{variant}.csv.gz"));

        Assert.That(trace.Format.Name, Is.EqualTo("openb"));
        Assert.That(trace.ToWorkload().Jobs, Has.Length.EqualTo(pods));
        Assert.That(trace.Report.RowsLeftOut, Is.Zero);
    }

    [Test]
    public void TheDefaultListAsksForThePublishedShare()
    {
        Trace trace = Trace.Open(SharedData.Path("alibaba-gpu-v2023/openb_pod_list_default.csv.gz"));

        // SOURCES.md section 2: 6,086.8 GPUs in total, 897 pods never scheduled.
        Assert.That(trace.ToWorkload().Jobs.Sum(job => job.Request.TotalGpuMilli) / 1000.0,
            Is.EqualTo(6_086.8).Within(0.05));
        Assert.That(TraceFiles.Note(trace, "never scheduled").Count, Is.EqualTo(897));
    }
}
