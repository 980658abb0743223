using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class PaiListReaderTests
{
    private const string Header =
        "job_id,user,submit_time,duration,num_gpu,num_cpu,num_inst,gpu_type,user_dur,group_dur,group_gpu_dur\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void SharesInstancesAndTheFinestEstimateGoToTheirPlaces()
    {
        Trace trace = _files.Open(
            "a.csv",
            Header + "2,u0,17156,31053,0.32,1.5,3,MISC,3006.21,3006.21,6275.56\n"
            + "1,u1,0,40750,8,,,T4,9,,\n"
            + "3,u1,20000,10,1.5,2,1,CPU,,,\n"
            + "4,u1,20001,10,,2,1,CPU,,,\n");
        Workload workload = trace.ToWorkload();

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("pai-list"));
            JobRequest shared = workload.Jobs[1].Request;
            Assert.That(shared.Instances, Is.EqualTo(3));
            Assert.That(shared.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 1500, Gpus: 1, GpuMilli: 320)));
            Assert.That(shared.Walltime, Is.EqualTo(TimeSpan.FromSeconds(6275.56)));
            Assert.That(shared.Estimates.Select(estimate => estimate.Name),
                Is.EqualTo(new[] { "group_gpu_dur", "group_dur", "user_dur" }));
            Assert.That(shared.GpuModels, Is.Empty, "gpu_type is what was assigned");
            Assert.That(shared.User, Is.EqualTo("u0"));
            Assert.That(workload.Jobs[1].Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(31_053)));
            Assert.That(workload.Jobs[1].Recorded, Is.Null);
            Assert.That(workload.Jobs[0].Request.PerInstance, Is.EqualTo(new ResourceVector(Gpus: 8)));
            Assert.That(workload.Jobs[0].Request.Instances, Is.EqualTo(1));
            Assert.That(workload.Jobs[0].Request.Walltime, Is.EqualTo(TimeSpan.FromSeconds(9)), "only user_dur");
            Assert.That(workload.Jobs[2].Request.PerInstance.Gpus, Is.EqualTo(2));
            Assert.That(TraceFiles.Note(trace, "rounded up to whole GPUs").Lines, Is.EqualTo(new long[] { 4 }));
            Assert.That(workload.Jobs[3].Request.TotalGpus, Is.Zero);
        });
    }

    [Test]
    public void AListWithPodsIsOneInstanceAskingForTheTotalAndItsWaitsAreRecorded()
    {
        Job job = _files.Open(
            "b.csv",
            "wait_time,job_id,user,submit_time,duration,num_gpu,num_cpu,num_pod,gpu_type\n5,1,u,10,100,4,24,4,P100\n")
            .ToWorkload().Jobs.Single();

        Assert.That(job.Request.Instances, Is.EqualTo(1));
        Assert.That(job.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 24_000, Gpus: 4)));
        Assert.That(job.Recorded, Is.EqualTo(new RecordedRun(SimTime.FromSeconds(15), SimTime.FromSeconds(115))));
    }

    [TestCase("1,u,0,1,x,1,1,T4,,,", "column 'num_gpu' (5): found 'x', expected a number of GPUs")]
    [TestCase("1,u,0,1,1,1,0,T4,,,", "column 'num_inst' (7): found '0', expected a whole number from 1")]
    [TestCase("1,u,-1,1,1,1,1,T4,,,", "column 'submit_time' (3): found '-1', expected a time in seconds")]
    [TestCase("1,u,0,,1,1,1,T4,,,", "column 'duration' (4): found an empty field")]
    public void AMalformedFieldIsRefusedWithItsPlace(string row, string expected)
    {
        Assert.That(_files.Refused("x.csv", Header + row).Message, Does.Contain("x.csv:2: " + expected));
    }

    [Test]
    public void TheListOfAPublishedScheduleIsReadAsThatSimulatorReadIt()
    {
        Trace trace = Trace.Open(SharedData.Path("peers/inputs/pai2k.csv.gz"));
        string[][] schedule = [.. TraceFiles.Rows(SharedData.Path("peers/pai-sim/pai2k_g650_fifo.csv.gz"))];

        // The schedule is that of the origin's simulator: job_id,submit,start,finish,duration,num_gpu_pct,num_cpu_pct.
        Assert.That(schedule, Has.Length.EqualTo(2_000));
        Assert.That(
            trace.ToWorkload().Jobs.Select(job => (
                job.Id,
                TraceFiles.Text(job.Profile.RunTime.TotalSeconds),
                TraceFiles.Text(job.Request.TotalGpuMilli / 10),
                TraceFiles.Text(job.Request.TotalCpuMilli / 10))).Order(),
            Is.EqualTo(schedule.Select(row => (row[0], row[4], row[5], row[6])).Order()));
    }

    [Test]
    public void TheLongListKeepsEveryRow()
    {
        Trace trace = Trace.Open(SharedData.Path("peers/inputs/pai20k.csv.gz"));

        // peers/inputs/README.md: 20,000 rows. 14,701 of them ask for one GPU (counted with another program).
        Assert.That(trace.Report.JobsKept, Is.EqualTo(20_000));
        Assert.That(trace.ToWorkload().Jobs.Count(job => job.Request.TotalGpus == 1), Is.EqualTo(14_701));
        Assert.That(trace.Report.Notes, Is.Empty);
    }
}
