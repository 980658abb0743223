using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>Gandiva, AntMan and Horus on schedules that were worked out by hand.</summary>
public class SharingPolicyTests
{
    [Test]
    public void UnderGandivaJobsOfOneSizeTakeTurns()
    {
        // One GPU: a 0-60, b 60-120, a 120-180, b 180-240.
        Assert.That(
            Ends("gandiva", [1], [Job("a", 0, 1, 120, 50), Job("b", 0, 1, 120, 50)], ("packing", "off")),
            Is.EqualTo(new[] { 180.0, 240.0 }));
    }

    [Test]
    public void UnderGandivaAPairThatIsFasterTogetherStaysTogether()
    {
        // 20 % + 20 %: full speed for both from the end of the first slice on. a has 60 s left then, b 120 s.
        Assert.That(
            Ends("gandiva", [1], [Job("a", 0, 1, 120, 20), Job("b", 0, 1, 120, 20)]),
            Is.EqualTo(new[] { 120.0, 180.0 }));
    }

    [Test]
    public void UnderGandivaATrialThatDoesNotPayIsUndone()
    {
        // 100 % + 100 %: 0.712 each, 1.424 together; 1.5 are asked for. Both do 42.72 from 60 to 120, then they take
        // turns again: a has 17.28 left and ends at 137.28, b then runs the 77.28 that it has left.
        double[] ends = Ends(
            "gandiva", [1], [Job("a", 0, 1, 120, 100), Job("b", 0, 1, 120, 100)], ("packing_gain", "1.5"));

        Assert.That(ends[0], Is.EqualTo(137.28).Within(1e-6));
        Assert.That(ends[1], Is.EqualTo(214.56).Within(1e-6));
    }

    [Test]
    public void UnderGandivaWhatBecomesFreeGoesToThoseWhoTakeTurns()
    {
        // Two GPUs: a and b run, c takes turns with a and runs from 60 on. b ends at 100: a, which has 40 s left, moves
        // there and ends at 140; c stays and ends at 160.
        Assert.That(
            Ends(
                "gandiva", [2], [Job("a", 0, 1, 100, 50), Job("b", 0, 1, 100, 50), Job("c", 0, 1, 100, 50)],
                ("packing", "off")),
            Is.EqualTo(new[] { 140.0, 100.0, 160.0 }));
    }

    [Test]
    public void UnderGandivaASpreadJobMovesCloserTogether()
    {
        // a and b share a node, c is on the other; x finds one GPU on each at 11. c ends at 50: x moves to its node.
        RunResult result = Run(
            "gandiva", [2, 2],
            [Job("a", 0, 1, 10, 50), Job("b", 0, 1, 100, 50), Job("c", 0, 1, 50, 50), Job("x", 11, 2, 100, 50)]);

        Assert.That(result.Jobs[3].Nodes, Is.EqualTo(1));
        Assert.That(result.Jobs[3].EndTime.Seconds, Is.EqualTo(111), "moving costs nothing here");
    }

    [Test]
    public void UnderAntManOpportunisticJobsRunInWhatGuaranteedOnesLeaveOver()
    {
        // The guaranteed job keeps the GPU 60 % busy and is not slowed down; the other does its 30 s at 0.4.
        Job guaranteed = Job("g", 0, 1, 100, 60, priority: 1), other = Job("o", 0, 1, 30, 90);

        Assert.That(
            Ends("antman", [1], [guaranteed, other], ("guarantee", "priority")), Is.EqualTo(new[] { 100.0, 75.0 }));
        Assert.That(
            Ends("antman", [1], [guaranteed, other], ("guarantee", "priority"), ("busy", "60")),
            Is.EqualTo(new[] { 100.0, 130.0 }), "60 % is busy: it waits");
    }

    [Test]
    public void UnderAntManAGuaranteedJobTakesTheGpuOfAnOpportunisticOne()
    {
        // The opportunistic job has done 10 of 30 s when the other comes; the rest goes at 0.4 and takes 50 s.
        Assert.That(
            Ends(
                "antman", [1], [Job("o", 0, 1, 30, 90), Job("g", 10, 1, 100, 60, priority: 1)],
                ("guarantee", "priority")),
            Is.EqualTo(new[] { 60.0, 110.0 }));
    }

    [Test]
    public void UnderAntManAQueueIsGuaranteedItsQuota()
    {
        // Two GPUs, two queues: one guaranteed GPU each. The second job of queue q runs on the other GPU at once, but
        // yields when r's job comes there at 10: the 90 s that it has left go at 0.5. a and r are not slowed down.
        Assert.That(
            Ends(
                "antman", [2],
                [
                    Job("a", 0, 1, 300, 100, queue: "q"), Job("b", 0, 1, 100, 50, queue: "q"),
                    Job("c", 10, 1, 200, 50, queue: "r"),
                ]),
            Is.EqualTo(new[] { 300.0, 190.0, 210.0 }));
    }

    [Test]
    public void UnderHorusJobsShareWhereLeastIsLeftOver()
    {
        // a (60 %) takes a free GPU; b (30 %) joins it: 0.1 left over, against 0.7 on the free one. c (30 %) does not
        // fit there and takes the free one. d (80 %) fits nowhere until c, the first to end, is gone at 50.
        RunResult result = Run(
            "horus", [2],
            [Job("a", 0, 1, 100, 60), Job("b", 0, 1, 100, 30), Job("c", 0, 1, 50, 30), Job("d", 0, 1, 100, 80)]);

        Assert.That(
            result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 0.0, 0.0, 50.0 }));
        // a and b at 1.033 - 0.00214 x 40 = 0.9474.
        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(100 / 0.9474).Within(1e-6));
    }

    private static double[] Ends(
        string policy, int[] nodes, Job[] jobs, params (string Name, string Value)[] options) =>
        [.. Run(policy, nodes, jobs, options).Jobs.Select(job => job.EndTime.Seconds)];

    private static RunResult Run(
        string policy, int[] nodes, Job[] jobs, params (string Name, string Value)[] options)
    {
        SchedulingHarness harness = new(nodes);
        foreach (Job job in jobs)
        {
            harness.Submit(job);
        }

        return harness.Run(
            PolicyCatalog.Create(policy, options.ToDictionary(option => option.Name, option => option.Value)),
            new SimulationOptions { Interference = new UtilizationInterference() });
    }

    private static Job Job(
        string id, double submit, int gpus, double run, double utilization, int priority = 0, string queue = "")
    {
        JobSignature signature = new() { Name = id, GpuUtilization = utilization, GpuMemoryMiB = 1000 };
        Job job = Model.Job(id, submit, gpus, run);
        return job with
        {
            Request = job.Request with { Signature = signature, Priority = priority, Queue = queue },
            Profile = job.Profile with { Signature = signature },
        };
    }
}
