using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class AlibabaSpot2026ReaderTests
{
    private const string Header =
        "job_name,organization,gpu_model,cpu_request,gpu_request,worker_num,submit_time,duration,job_type\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void ThePublishedRowsAreReadAsTheyStand()
    {
        Trace trace = Trace.Open(SharedData.Path("schema-samples/spot_job_info_df.sample.csv"));
        Workload workload = trace.ToWorkload();

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("alibaba-spot-v2026"));
            Assert.That(trace.Report.Notes, Is.Empty);
            // 437261,57,A100-SXM4-80GB,15,1,94,9589663,71718,Spot
            Job spot = workload.Jobs[3];
            Assert.That(spot.Id, Is.EqualTo("437261"));
            Assert.That(spot.SubmitTime, Is.EqualTo(SimTime.FromSeconds(9_589_663)));
            Assert.That(spot.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(71_718)));
            Assert.That(spot.Request.Instances, Is.EqualTo(94));
            Assert.That(spot.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 15_000, Gpus: 1)));
            Assert.That(spot.Request.GpuModels, Is.EqualTo(new[] { "A100-SXM4-80GB" }));
            Assert.That(spot.Request.User, Is.EqualTo("57"));
            Assert.That((spot.Request.Queue, spot.Request.Priority), Is.EqualTo(("Spot", 0)));
            Assert.That(workload.Jobs.Select(job => job.Request.Priority), Is.EqualTo(new[] { 1, 1, 0, 0 }));
        });
    }

    [Test]
    public void FractionsOfAGpuAreShares()
    {
        Trace trace = _files.Open("f.csv", Header + "1,1,A10,2.5,0.25,1,0,10,HP\n2,1,,1,0,1,0,10,Spot\n");

        Assert.That(trace.ToWorkload().Jobs[0].Request.PerInstance, Is.EqualTo(new ResourceVector(2500, 1, 250)));
        Assert.That(trace.ToWorkload().Jobs[1].Request.GpuModels, Is.Empty);
    }

    [TestCase("1,1,A10,1,1,1,0,10,Low", "column 'job_type' (9): found 'Low', expected HP or Spot")]
    [TestCase("1,1,A10,1,1,0,0,10,HP", "column 'worker_num' (6): found '0'")]
    [TestCase("1,1,A10,1,1,1,0,-10,HP", "column 'duration' (8): found '-10'")]
    [TestCase("1,1,A10,-1,1,1,0,10,HP", "column 'cpu_request' (4): found '-1', expected a number of cores")]
    public void AMalformedFieldIsRefusedWithItsPlace(string row, string expected)
    {
        Assert.That(_files.Refused("x.csv", Header + row).Message, Does.Contain("x.csv:2: " + expected));
    }
}
