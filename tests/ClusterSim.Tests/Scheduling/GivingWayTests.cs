using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>Who gives way, how and when, on schedules that were worked out by hand.</summary>
public class GivingWayTests
{
    // Three GPUs, full from 0 on: small (1 GPU) and large (2 GPUs, 30 s), when urgent wants one GPU from 5 to 11.
    // Of two that started together the one submitted later stops, large: 25 s are left at 11. By wasted work it is
    // small, which has done 5 GPU-seconds to large's 10.
    [TestCase("youngest", 20, 36)]
    [TestCase("least-wasted", 26, 30)]
    public void LeastWastedLooksAtTheWorkSinceTheLastCheckpoint(string victims, double small, double large)
    {
        Assert.That(
            Ends(3, [Job("a-small", 0, 1, 20), Job("b-large", 0, 2, 30), Urgent(5, 1, 6)], new(), ("victims", victims)),
            Is.EqualTo(new[] { small, large, 11 }));
    }

    // As above with a checkpoint every 4 s, and urgent comes at 9: old (1 GPU, from 0) was saved at 8 and loses 1 s,
    // young (1 GPU, from 6) has done 3 s since 6. So old stops although young started last. It has 12 s left from 8 on
    // and resumes at 15, when urgent is done.
    [Test]
    public void APeriodicCheckpointMakesAJobCheapToStop()
    {
        Assert.That(
            Ends(
                2, [Job("old", 0, 1, 20), Job("young", 6, 1, 30), Urgent(9, 1, 6)],
                new Overheads { CheckpointInterval = TimeSpan.FromSeconds(4) },
                ("victims", "least-wasted"), ("stop", "kill")),
            Is.EqualTo(new[] { 27.0, 36, 15 }));
    }

    // job runs from 0, urgent comes at 5 and runs for 6. Killed at 5 it starts anew at 11; with a checkpoint 15 s are
    // left; with ten seconds without preemption urgent starts at 10; with a notice of 3 s it starts at 8.
    [TestCase("stop", "kill", 31, 11)]
    [TestCase("stop", "checkpoint", 26, 11)]
    [TestCase("exempt", "10s", 26, 16)]
    [TestCase("grace", "3s", 26, 14)]
    [TestCase("grace", "30s", 20, 26)]
    public void HowAJobIsStoppedIsAnOption(string option, string value, double job, double urgent)
    {
        Assert.That(
            Ends(1, [Job("job", 0, 1, 20), Urgent(5, 1, 6)], new(), (option, value)),
            Is.EqualTo(new[] { job, urgent }));
    }

    // Two GPUs. At 5 the first urgent job sends a notice to b, at 6 the second to a: they stop at 8 and at 9.
    // At 18 a resumes with 11 s left, at 19 b with 13.
    [Test]
    public void EachUrgentJobWaitsForItsOwnVictims()
    {
        Assert.That(
            Ends(
                2, [Job("a", 0, 1, 20), Job("b", 1, 1, 20), Urgent(5, 1, 10), Urgent(6, 1, 10, "later")], new(),
                ("grace", "3s")),
            Is.EqualTo(new[] { 29.0, 32.0, 18, 19 }));
    }

    // urgent needs both GPUs; a and b are told at 5. a ends at 7 and c of the same priority is not let in behind
    // urgent. At 8 b stops; urgent runs until 18, then c, which came before b returned, and b with 12 s left.
    [Test]
    public void WhatIsWaitedForIsNotGivenToOthers()
    {
        Assert.That(
            Ends(
                2, [Job("a", 0, 1, 7), Job("b", 0, 1, 20), Urgent(5, 2, 10), Urgent(6, 1, 3, "c")], new(),
                ("grace", "3s")),
            Is.EqualTo(new[] { 7.0, 30.0, 18, 21 }));
    }

    private static double[] Ends(
        int gpus, Job[] jobs, Overheads overheads, params (string Name, string Value)[] options) =>
    [
        .. Simulation.Run(
            new Workload([.. jobs]), Model.Gpus(1, gpus),
            PolicyCatalog.Create("priority-preemptive", options.ToDictionary(o => o.Name, o => o.Value)),
            new SimulationOptions { Overheads = overheads }).Jobs.Select(job => job.EndTime.Seconds),
    ];

    private static Job Job(string id, double submit, int gpus, double run) => Model.Job(id, submit, gpus, run);

    private static Job Urgent(double submit, int gpus, double run, string id = "urgent")
    {
        Job job = Model.Job(id, submit, gpus, run);
        return job with { Request = job.Request with { Priority = 1 } };
    }
}
