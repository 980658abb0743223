using ClusterSim.Engine;
using ClusterSim.SimSharp;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;

namespace ClusterSim.SimSharp.Tests;

/// <summary>SimSharp under the conformance tests of every kernel, with room and where its queue must grow.</summary>
[TestFixture(65_536)]
[TestFixture(1)]
public sealed class SimSharpQueueTests(int capacity) : EventQueueConformance
{
    protected override IEventQueue Create() => new SimSharpQueue(capacity);

    /// <summary>A date ends with the year 9999; what lies behind is refused, not moved.</summary>
    [Test]
    public void ATimeThatNoDateCanHoldIsRefused() =>
        Assert.That(
            () => Create().Schedule(new SimTime(DateTime.MaxValue.Ticks + 1), EventPhase.End, 0, 0),
            Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void ARefusedEventLeavesTheQueueAsItWas()
    {
        IEventQueue queue = Create();
        EventHandle handle = queue.Schedule(SimTime.Zero, EventPhase.End, 0, 0);
        SimTime late = new(DateTime.MaxValue.Ticks + 1);
        Assert.Multiple(() =>
        {
            Assert.That(() => queue.Reschedule(handle, late), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(queue.Count, Is.EqualTo(1));
            Assert.That(queue.Cancel(handle), Is.True);
        });
    }
}
