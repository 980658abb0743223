using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine;

public class ConstraintTests
{
    [Test]
    public void SharesOfOneGpuAreNotSumsOverGpus()
    {
        // Two GPUs with 0.6 each taken leave 0.4 + 0.4: a request of 0.6 must wait although 0.8 is free in sum.
        Job[] jobs = [.. Enumerable.Range(0, 3).Select(i => Job($"j{i}", new ResourceVector(Gpus: 1, GpuMilli: 600)))];
        RunResult result = Simulation.Run(new Workload(jobs), Model.Gpus(1, 2), new FirstFitInOrder());

        Assert.That(result.Jobs.Select(j => j.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 0, 10 }));
    }

    [Test]
    public void AnInstanceTakesItsRdmaShareFromASingleNic()
    {
        // Two NICs: 60 % goes on each; a third 60 % waits although 80 % is free in sum; 40 % still fits beside a 60 %.
        Job[] jobs =
        [
            Job("a", new ResourceVector(RdmaPercent: 60)), Job("b", new ResourceVector(RdmaPercent: 60)),
            Job("c", new ResourceVector(RdmaPercent: 60)), Job("d", new ResourceVector(RdmaPercent: 40)),
        ];
        Platform platform = OneNode(new Node { Name = "n", CpuMilli = 8000, RdmaNics = 2 });
        RunResult result = Simulation.Run(new Workload(jobs), platform, new FirstFitInOrder());

        Assert.That(result.Jobs.Select(j => j.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 0, 10, 0 }));
    }

    [Test]
    public void ANodeHostsAtMostSoManyInstancesOfOneApplication()
    {
        // At most two instances of x on a node; y is another application with its own count.
        JobRequest limited = new()
        {
            PerInstance = new ResourceVector(CpuMilli: 1000), MaxInstancesPerNode = 2, Application = "x",
        };
        Job[] jobs =
        [
            Job("a", limited), Job("b", limited), Job("c", limited), Job("d", limited with { Application = "y" }),
        ];
        RunResult result = Simulation.Run(
            new Workload(jobs), OneNode(new Node { Name = "n", CpuMilli = 8000 }), new FirstFitInOrder());

        Assert.That(result.Jobs.Select(j => j.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 0, 10, 0 }));
    }

    [Test]
    public void RolesAndGpuModelsRestrictTheNodes()
    {
        Platform platform = new()
        {
            Name = "mixed",
            Nodes =
            [
                new Node { Name = "cn", Role = "CN", CpuMilli = 4000 },
                new Node { Name = "t4", Role = "HN", CpuMilli = 4000, Gpus = 1, GpuModel = "T4" },
                new Node { Name = "v100", Role = "HN", CpuMilli = 4000, Gpus = 1, GpuModel = "V100" },
            ],
        };
        JobRequest gpu = new() { PerInstance = new ResourceVector(CpuMilli: 1000, Gpus: 1) };
        Job[] jobs =
        [
            Job("a", gpu with { GpuModels = ["V100"] }), Job("b", gpu with { GpuModels = ["V100", "A100"] }),
            Job("c", gpu with { GpuModels = ["A100"] }),
            Job("d", new JobRequest { Role = "CN", PerInstance = new ResourceVector(4000) }),
            Job("e", new JobRequest { Role = "CN", PerInstance = new ResourceVector(1000) }),
        ];
        RunResult result = Simulation.Run(new Workload(jobs), platform, new FirstFitInOrder());

        Assert.That(
            result.Jobs.Select(j => (j.Status, j.StartTime.IsNever ? -1 : j.StartTime.Seconds)),
            Is.EqualTo(new[]
            {
                (JobStatus.Completed, 0.0), (JobStatus.Completed, 10), (JobStatus.Rejected, -1),
                (JobStatus.Completed, 0), (JobStatus.Completed, 10),
            }));
    }

    [Test]
    public void MemoryAndDiskAreConstraintsOnlyWhereTheNodeModelsThem()
    {
        ResourceVector each = new(CpuMilli: 1000, MemoryMiB: 600, DiskMiB: 10);
        Job[] jobs = [Job("a", each), Job("b", each)];
        RunResult modelled = Simulation.Run(
            new Workload(jobs), OneNode(new Node { Name = "n", CpuMilli = 8000, MemoryMiB = 1000, DiskMiB = 100 }),
            new FirstFitInOrder());
        RunResult open = Simulation.Run(
            new Workload(jobs), OneNode(new Node { Name = "n", CpuMilli = 8000 }), new FirstFitInOrder());

        Assert.That(modelled.Jobs[1].StartTime.Seconds, Is.EqualTo(10));
        Assert.That(open.Jobs[1].StartTime.Seconds, Is.Zero);
    }

    [Test]
    public void AJobSpreadOverRacksRunsSlowerByTheStatedPenalty()
    {
        // Fully sensitive, two nodes under two switches, penalty 0.5: 10 s take 20. Half as sensitive: 10 / 0.75.
        Platform platform = Model.Gpus(2, 1);
        platform = platform with
        {
            Nodes = [platform.Nodes[0] with { Tor = "a" }, platform.Nodes[1] with { Tor = "b" }],
            Network = new Network { CrossTorPenalty = 0.5, CrossNodePenalty = 0.1 },
        };
        Job job = Model.Job("a", 0, 2, 10);
        RunResult full = Simulation.Run(
            new Workload([job with { Profile = job.Profile with { NetworkSensitivity = 1 } }]),
            platform, new FirstFitInOrder());
        RunResult half = Simulation.Run(
            new Workload([job with { Profile = job.Profile with { NetworkSensitivity = 0.5 } }]),
            platform, new FirstFitInOrder());

        Assert.That(full.Jobs[0].EndTime.Seconds, Is.EqualTo(20));
        Assert.That(half.Jobs[0].EndTime.Seconds, Is.EqualTo(10 / 0.75).Within(1e-6));
    }

    private static Platform OneNode(Node node) => new() { Name = "one", Nodes = [node] };

    private static Job Job(string id, ResourceVector each) => Job(id, new JobRequest { PerInstance = each });

    private static Job Job(string id, JobRequest request) =>
        Model.Job(id, 0, 1, 10) with { Request = request };
}
