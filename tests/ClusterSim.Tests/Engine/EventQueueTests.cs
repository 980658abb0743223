using ClusterSim.Engine;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine;

/// <summary>The default kernel under the conformance tests, and what only it promises.</summary>
[TestFixture]
public sealed class EventQueueTests : EventQueueConformance
{
    protected override IEventQueue Create() => new EventQueue();

    [Test]
    public void AWarmQueueAllocatesNothing()
    {
        EventQueue queue = new();
        Hold(queue, 10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Hold(queue, 10_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    // 1,000 pending events; each one that comes schedules another, which is moved once.
    private static void Hold(EventQueue queue, int steps)
    {
        for (int i = queue.Count; i < 1_000; i++)
        {
            queue.Schedule(new SimTime(i), EventPhase.End, 0, i);
        }

        for (int i = 0; i < steps; i++)
        {
            QueuedEvent next = queue.Pop();
            var handle = queue.Schedule(next.Time + new TimeSpan(1 + (i * 7919 % 1_000)), EventPhase.End, 0, i);
            queue.Reschedule(handle, next.Time + new TimeSpan(1 + (i * 104_729 % 1_000)));
        }
    }
}
