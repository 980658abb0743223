using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class CloudSimPyReaderTests
{
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void SharesOfAMachineBecomeMemory()
    {
        Trace trace = _files.Open(
            "jobs.csv",
            ",submit_time,duration,cpu,memory,job_id,task_id,instances_num,disk\n"
            + "0,539,116.38162544169612,0.5,0.005404705821447985,7,12,283,0\n1,540,1,1,0,7,13,1,2.5\n");
        Job job = trace.ToWorkload().Jobs[0];

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("cloudsimpy"));
            Assert.That(job.Id, Is.EqualTo("7/12"));
            Assert.That(job.SubmitTime, Is.EqualTo(SimTime.FromSeconds(539)));
            Assert.That(job.Profile.RunTime, Is.EqualTo(new TimeSpan(1_163_816_254)), "to 100 ns");
            Assert.That(job.Request.Instances, Is.EqualTo(283));
            // 0.5404705821... hundredths of a machine at 1,024 MiB each are 553.44 MiB.
            Assert.That(job.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 500, MemoryMiB: 553)));
            Assert.That(TraceFiles.Note(trace, "asks for disk").Lines, Is.EqualTo(new long[] { 3 }));
        });
    }

    [Test]
    public void TheRealTableHasThePublishedTotals()
    {
        Trace trace = Trace.Open(SharedData.Path("alibaba-v2018/cloudsimpy/jobs.csv.gz"));
        Workload workload = trace.ToWorkload();

        Assert.Multiple(() =>
        {
            // SOURCES.md section 4: 31,756 tasks of 5,216 jobs, 2,551,075 instances, disk always 0.
            Assert.That(trace.Report.RowsRead, Is.EqualTo(31_756));
            Assert.That(workload.Jobs, Has.Length.EqualTo(31_756));
            Assert.That(workload.Jobs.Select(job => job.Id.Split('/')[0]).Distinct().Count(), Is.EqualTo(5_216));
            Assert.That(workload.Jobs.Sum(job => (long)job.Request.Instances), Is.EqualTo(2_551_075));
            Assert.That(trace.Report.Notes, Is.Empty);
            // With another program: sum of duration * instances * cpu is 31,331.6336 core-hours, of memory * instances
            // 23,454.0162 machines; the last submission is at 59,829 s.
            Assert.That(workload.Jobs.Sum(job => job.Request.TotalCpuMilli / 1000.0 * job.Profile.RunTime.TotalHours),
                Is.EqualTo(31_331.6336).Within(0.0001));
            Assert.That(workload.Jobs.Sum(job => job.Request.Instances * job.Request.PerInstance.MemoryMiB) / 102_400.0,
                Is.EqualTo(23_454.0162).Within(0.0005 * 23_454), "rounded to MiB per instance");
            Assert.That(workload.LastSubmit, Is.EqualTo(SimTime.FromSeconds(59_829)));
        });
    }
}
