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
        Trace trace = _files.Open(
            "b.csv", "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np10,1,1,1,1000\np9,1,1,8,1000\n");
        Workload workload = trace.ToWorkload();

        Assert.That(TraceFiles.Note(trace, "only placement can be studied").Count, Is.Zero, "about the whole list");
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

    // Pods by SOURCES.md section 2; sums of num_gpu * gpu_milli, cpu_milli and memory_mib, pods with a share of a GPU,
    // with a gpu_spec and in phase Pending counted in the files with another program (Python's csv).
    [TestCase("cpu0", 7_064, 6_086_800, 66_238_112, 250_396_531, 3_078, 0, 861)]
    [TestCase("cpu037", 7_336, 6_086_800, 70_987_512, 263_717_318, 3_078, 0, 870)]
    [TestCase("cpu050", 7_439, 6_086_800, 72_761_612, 268_502_666, 3_078, 0, 878)]
    [TestCase("cpu072", 7_608, 6_086_800, 75_835_912, 276_906_805, 3_078, 0, 884)]
    [TestCase("cpu100", 7_853, 6_086_800, 80_292_312, 289_071_014, 3_078, 0, 883)]
    [TestCase("cpu200", 8_832, 6_086_800, 97_253_012, 336_263_486, 3_078, 0, 927)]
    [TestCase("cpu235", 9_240, 6_086_800, 104_633_912, 356_695_891, 3_078, 0, 933)]
    [TestCase("cpu250", 9_420, 6_086_800, 107_460_312, 365_787_661, 3_078, 0, 934)]
    [TestCase("cpu300", 10_094, 6_086_800, 119_444_912, 397_746_134, 3_078, 0, 955)]
    [TestCase("default", 8_152, 6_086_800, 85_436_012, 303_546_211, 3_078, 0, 897)]
    [TestCase("gpushare100", 8_152, 3_952_670, 61_762_240, 203_938_682, 7_064, 0, 1_209)]
    [TestCase("gpushare20", 8_152, 6_531_500, 90_172_700, 323_953_571, 2_324, 0, 840)]
    [TestCase("gpushare40", 8_152, 5_641_250, 80_383_484, 281_701_244, 4_001, 0, 981)]
    [TestCase("gpushare60", 8_152, 4_908_340, 72_020_064, 247_033_445, 5_233, 0, 1_050)]
    [TestCase("gpushare80", 8_152, 4_408_190, 67_189_456, 226_646_565, 6_279, 0, 1_146)]
    [TestCase("gpuspec05", 8_152, 6_086_800, 85_436_012, 303_546_211, 3_078, 369, 897)]
    [TestCase("gpuspec10", 8_152, 6_086_800, 85_436_012, 303_546_211, 3_078, 732, 897)]
    [TestCase("gpuspec20", 8_152, 6_086_800, 85_436_012, 303_546_211, 3_078, 1_444, 897)]
    [TestCase("gpuspec25", 8_152, 6_086_800, 85_436_012, 303_546_211, 3_078, 1_759, 897)]
    [TestCase("gpuspec33", 8_152, 6_086_800, 85_436_012, 303_546_211, 3_078, 2_388, 897)]
    [TestCase("multigpu20", 8_324, 7_086_800, 95_171_812, 344_773_251, 3_078, 0, 0)]
    [TestCase("multigpu30", 8_508, 8_086_800, 104_869_612, 386_930_083, 3_078, 0, 0)]
    [TestCase("multigpu40", 8_746, 9_442_800, 118_032_212, 442_081_891, 3_078, 0, 0)]
    [TestCase("multigpu50", 9_061, 11_358_800, 137_776_412, 530_427_459, 3_078, 0, 0)]
    public void EveryRealListKeepsItsPodsAndTotals(
        string variant, int pods, long gpuMilli, long cpuMilli, long memoryMiB, int shares, int withModels, int pending)
    {
        Trace trace = Trace.Open(SharedData.Path($"alibaba-gpu-v2023/openb_pod_list_{variant}.csv.gz"));
        JobRequest[] requests = [.. trace.ToWorkload().Jobs.Select(job => job.Request)];

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("openb"));
            Assert.That(requests, Has.Length.EqualTo(pods));
            Assert.That(trace.Report.RowsLeftOut, Is.Zero);
            Assert.That(requests.Sum(request => request.TotalGpuMilli), Is.EqualTo(gpuMilli));
            Assert.That(requests.Sum(request => request.TotalCpuMilli), Is.EqualTo(cpuMilli));
            Assert.That(requests.Sum(request => request.PerInstance.MemoryMiB), Is.EqualTo(memoryMiB));
            Assert.That(requests.Count(request => request.PerInstance.GpuMilli < 1000), Is.EqualTo(shares));
            Assert.That(requests.Count(request => request.GpuModels.Length > 0), Is.EqualTo(withModels));
            Assert.That(
                trace.Report.Notes.Where(note => note.Reason.StartsWith("never scheduled", StringComparison.Ordinal))
                    .Sum(note => note.Count),
                Is.EqualTo(pending));
        });
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

    [Test]
    public void AtTheirOwnTimesTheScheduledPodsHoldFewGpus()
    {
        Workload workload =
            Trace.Open(SharedData.Path("alibaba-gpu-v2023/openb_pod_list_default.csv.gz")).ToWorkload();
        (SimTime Time, long Milli)[] changes =
        [
            .. workload.Jobs.Where(job => job.Recorded!.Start is not null).SelectMany(job => new[]
            {
                (job.Recorded!.Start!.Value, job.Request.TotalGpuMilli),
                (job.Recorded.Start.Value + job.Profile.RunTime, -job.Request.TotalGpuMilli),
            }).Order(),
        ];
        long held = 0, most = 0;
        foreach ((_, long milli) in changes)
        {
            held += milli;
            most = Math.Max(most, held);
        }

        // SOURCES.md section 2: 7,255 scheduled pods, at most 65.6 GPUs at once.
        Assert.That(changes, Has.Length.EqualTo(2 * 7_255));
        Assert.That(most / 1000.0, Is.EqualTo(65.6).Within(0.05));
    }
}
