using ClusterSim.Engine;
using ClusterSim.Reports;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Reports;

/// <summary>Two jobs that never meet, on a cluster with room for both: nobody waits.</summary>
[TestFixture]
internal sealed class WithoutWaitingTests
{
    [Test]
    public void ASentenceStandsWhereChartsWouldBeEmpty()
    {
        using ScratchFolder folder = new();
        Workload workload = new([Job("a", 0), Job("b", 1_000)]);
        using (ResultWriter writer = new(folder.Path, workload, SmallRun.Platform))
        {
            writer.Finish(Simulation.Run(workload, SmallRun.Platform, Policies.Fifo(), null, writer));
        }

        Report.Write(folder.Path);
        string page = folder.Read("report.html");
        Assert.That(page, Does.Contain("<p>No job waited: each started when it was submitted.</p>"));
        Assert.That(page, Does.Contain("<p>No job was slowed down: the bounded slowdown of each is 1;"));
        Assert.That(page, Does.Contain("<p>No job waited at any time.</p>"));
        Assert.That(page, Does.Not.Contain("delays-wait").And.Not.Contain("delays-slowdown"));
        Assert.That(page, Does.Contain("time-utilization").Or.Contain("time-allocation"), "other charts stay");
    }

    private static Job Job(string id, int submitSeconds) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submitSeconds),
        Request = new JobRequest { PerInstance = new ResourceVector(CpuMilli: 500, Gpus: 1, GpuMilli: 1000) },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(100) },
    };
}
