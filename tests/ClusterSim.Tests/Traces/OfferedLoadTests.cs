using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Traces.Auditing;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

/// <summary>
/// Expected values: hand computation in comments, and the loads that the makers of the peers' lists state.
/// </summary>
public class OfferedLoadTests
{
    // Two nodes of 4 GPUs and 16 cores. Submissions from 0 to 7,200 s.
    // a: 2 GPUs, 4 cores, 3,600 s = 2 GPU-h, 4 core-h; b: half a GPU, 7,200 s = 1 GPU-h; c: 4 GPUs, 3,600 s = 4 GPU-h.
    // GPUs: 7 GPU-h of 8 GPUs x 2 h = 0.4375. Cores: 4 of 32 x 2 = 0.0625.
    // Hours from 0: first holds a and b (3 GPU-h of 8 = 0.375), third (7,200 s) holds c (4 of 8 = 0.5).
    [Test]
    public void LoadIsDemandOverCapacityTimesTheSpanOfSubmissions()
    {
        Workload workload = new(
        [
            Job("a", 0, 3600, new ResourceVector(CpuMilli: 4000, Gpus: 2)),
            Job("b", 1800, 7200, new ResourceVector(Gpus: 1, GpuMilli: 500)),
            Job("c", 7200, 3600, new ResourceVector(Gpus: 4)),
        ]);
        OfferedLoad load = OfferedLoad.Of(workload, Cluster(("A", 4), ("A", 4)));

        ResourceLoad gpus = load.Resources.Single(resource => resource.Resource == "GPUs");
        Assert.That(load.SpanSeconds, Is.EqualTo(7200));
        Assert.That((gpus.DemandedHours, gpus.Load, gpus.PeakHourLoad), Is.EqualTo((7.0, 0.4375, 0.5)));
        Assert.That(gpus.PeakDayLoad, Is.Null);
        Assert.That(load.Resources.Single(resource => resource.Resource == "cores").Load, Is.EqualTo(0.0625));
        Assert.That(load.Busiest!.Resource, Is.EqualTo("GPUs"));
        // Alone, a, b and c need one node each: 1 + 2 + 1 node hours of 2 nodes x 2 h.
        Assert.That(load.Resources.Single(resource => resource.Unit == "nodes").Load, Is.EqualTo(1));
    }

    // Two GPUs of A, eight of B, over one hour. Three jobs of 1 GPU and 1 h may use A only: load 3 / 2 on A, although
    // all GPUs together have 3 / 10.
    [Test]
    public void JobsBoundToAModelLoadThatModel()
    {
        Workload workload = new(Enumerable.Range(0, 3).Select(i => Job(
            "j" + i, i * 1800, 3600, new ResourceVector(Gpus: 1), "A")));
        OfferedLoad load = OfferedLoad.Of(workload, Cluster(("A", 2), ("B", 8)));

        Assert.That(load.Resources.Single(resource => resource.Resource == "GPUs").Load, Is.EqualTo(0.3));
        Assert.That(load.Busiest!.Resource, Is.EqualTo("GPUs of A"));
        Assert.That(load.Busiest.Load, Is.EqualTo(1.5));
    }

    // An instance of 4 GPUs fits on B only, although it names no model.
    [Test]
    public void JobsBoundByTheirSizeLoadTheModelsThatHaveIt()
    {
        Workload workload = new([Job("a", 0, 3600, new ResourceVector(Gpus: 4)), Job("b", 3600, 1, default)]);
        OfferedLoad load = OfferedLoad.Of(workload, Cluster(("A", 2), ("B", 8)));

        Assert.That(load.Resources.Single(resource => resource.Resource == "GPUs of B").Load, Is.EqualTo(0.5));
        Assert.That(load.Resources.Single(resource => resource.Resource == "GPUs of A").Load, Is.Zero);
    }

    [Test]
    public void WithoutASpanThereIsNoLoad()
    {
        Workload workload = new([Job("a", 5, 60, new ResourceVector(Gpus: 1))]);

        OfferedLoad load = OfferedLoad.Of(workload, Cluster(("A", 2)));
        Assert.That(load.Busiest, Is.Null);
        Assert.That(load.Resources.Select(resource => resource.Load), Is.All.Null);
    }

    // The figures stand in the table of inputs that comes with the peers' schedules.
    [TestCase("peers/inputs/hpc2n_3k.swf.gz", "cores:240", 0.42)]
    [TestCase("peers/inputs/kth_28k.swf.gz", "cores:100", 0.70)]
    [TestCase("peers/inputs/theta_3k.swf.gz", "cores:4360", 0.70)]
    [TestCase("peers/inputs/lublin320_10k.swf.gz", "cores:320", 0.85)]
    public void LoadsOfThePeersListsAreTheStatedOnes(string file, string platform, double expected)
    {
        Workload workload = Trace.Open(SharedData.Path(file)).ToWorkload();

        double? load = OfferedLoad.Of(workload, Platform.Load(platform)).Busiest!.Load;
        Assert.That(load, Is.EqualTo(expected).Within(0.005));
    }

    [TestCase("peers/inputs/tiresias_philly480.csv", "gpus:60", 1.1)]
    [TestCase("peers/inputs/tiresias_philly5k.csv.gz", "gpus:480", 1.0)]
    public void LoadsOfTheCompressedListsAreTheStatedOnes(string file, string platform, double expected)
    {
        using TraceFiles files = new();
        string map = files.Write("map.yaml", """
            columns:
              job_id: job_id
              submit_time: submit_time
              run_time: duration
              gpus: num_gpu
            """);
        Trace trace = Trace.Open(SharedData.Path(file), "csv:" + map);

        TraceAudit audit = TraceAudit.Of(trace, Platform.Load(platform));
        Assert.That(audit.Load!.Busiest!.Load, Is.EqualTo(expected).Within(0.0001));
        Assert.That(audit.Verdicts[0], Does.StartWith("The queue cannot drain while jobs come in: offered load 1."));
    }

    private static Job Job(
        string id, double submit, double run, ResourceVector each, params string[] models) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest { PerInstance = each, GpuModels = [.. models] },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(run) },
    };

    private static Platform Cluster(params (string Model, int Gpus)[] nodes) => new()
    {
        Name = "cluster",
        Nodes =
        [
            .. nodes.Select((node, i) => new Node
            {
                Name = "n" + i, Gpus = node.Gpus, GpuModel = node.Model, CpuMilli = 16_000, MemoryMiB = 65_536,
            }),
        ],
    };
}
