using ClusterSim.Behavior.Logs;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>Expected orders are worked out by hand from the rules of prequel-logmatch's reordering.</summary>
public class LogOrderTests
{
    [Test]
    public void EntriesAreDeliveredOnceTheNewestIsAWindowAhead()
    {
        LogOrder order = new(windowNanoseconds: 5);

        // 16 makes 11 and older certain; 9 then comes too late, another 11 does not.
        Assert.That(Add(order, 10), Is.Empty);
        Assert.That(Add(order, 12), Is.Empty);
        Assert.That(Add(order, 11), Is.Empty);
        Assert.That(Add(order, 16), Is.EqualTo(new long[] { 10, 11 }));
        Assert.That(Add(order, 9), Is.Empty);
        Assert.That(order.LeftOut, Is.EqualTo(1));
        Assert.That(Add(order, 11), Is.EqualTo(new long[] { 11 }));
        Assert.That(order.Flush().Select(entry => entry.Nanoseconds), Is.EqualTo(new long[] { 12, 16 }));
    }

    [Test]
    public void EntriesOfOneStampKeepTheirOrder()
    {
        LogOrder order = new(windowNanoseconds: 5);
        foreach ((long number, long stamp) in new (long, long)[] { (1, 7), (2, 8), (3, 7), (4, 8), (5, 7) })
        {
            Assert.That(order.Add(new LogEntry(number, stamp, "")), Is.Empty);
        }

        Assert.That(order.Flush().Select(entry => entry.Number), Is.EqualTo(new long[] { 1, 3, 5, 2, 4 }));
    }

    [Test]
    public void MemoryIsBoundedByDeliveringTheOldestEarly()
    {
        // An entry with a text of 10 characters counts 100 bytes: there is room for two.
        LogOrder order = new(windowNanoseconds: 1_000, mostBytes: 200);

        Assert.That(Add(order, 3), Is.Empty);
        Assert.That(Add(order, 1), Is.Empty);
        Assert.That(Add(order, 2), Is.EqualTo(new long[] { 1 }));
    }

    private static long[] Add(LogOrder order, long stamp) =>
        [.. order.Add(new LogEntry(0, stamp, "0123456789")).Select(entry => entry.Nanoseconds)];
}
