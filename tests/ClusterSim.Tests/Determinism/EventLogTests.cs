using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Tests.Determinism;

/// <summary>What a person reads when two runs that should be the same are not.</summary>
public sealed class EventLogTests
{
    [Test]
    public void EqualLogsHaveNoDifference() =>
        Assert.That(EventLog.FirstDifference(Log(0, 1, 2), Log(0, 1, 2)), Is.Null);

    [Test]
    public void TheFirstDifferingEventIsToldWithTimeKindAndJobOfBothSides() => Assert.That(
        EventLog.FirstDifference(Log(0, 1, 2, 3), Log(0, 5, 2, 4)),
        Is.EqualTo(
            "event 1 of 4 and 4: expected at 1.5 s JobStarted of job 1 (node 0, 2 GPUs, value 0, detail 0); "
            + "found at 1.5 s JobStarted of job 5 (node 0, 2 GPUs, value 0, detail 0)"));

    [Test]
    public void ALogThatEndsEarlyDiffersThere() => Assert.That(
        EventLog.FirstDifference(Log(0), Log(0, 1)),
        Does.StartWith("event 1 of 1 and 2: expected the end of the log; found at 1.5 s JobStarted of job 1 "));

    private static EventLog Log(params int[] jobs)
    {
        EventLog log = new();
        for (int i = 0; i < jobs.Length; i++)
        {
            log.Observe(new SimulationEvent(SimTime.FromSeconds(1.5 * i), EventKind.JobStarted, jobs[i], 0, 2));
        }

        return log;
    }
}
