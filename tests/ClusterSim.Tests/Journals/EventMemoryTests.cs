using ClusterSim.Events;
using ClusterSim.Journals;

namespace ClusterSim.Tests.Journals;

/// <summary>Days of events in constant memory.</summary>
public class EventMemoryTests
{
    [Test]
    public void MillionsOfEventsAreReadInConstantMemory()
    {
        // 300,000 jobs of five events: 1.5 million events, of which at most 101 jobs are there at once.
        using EventReader reader = EventReader.Of(new EventLineStream(300_000), "stream");
        long early = 0, events = 0;
        int most = 0;
        while (reader.Read(out SimulationEvent happened))
        {
            events++;
            most = Math.Max(most, reader.Jobs.Count);
            Assert.That(happened.Job, Is.InRange(0, 101));
            early = events == 300_000 ? GC.GetTotalMemory(forceFullCollection: true) : early;
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - early;
        Assert.That(events, Is.EqualTo(1_500_000));
        Assert.That(most, Is.LessThanOrEqualTo(101));
        Assert.That(reader.Jobs.Seen, Is.EqualTo(300_000));
        Assert.That(grown, Is.LessThan(1_000_000), "bytes");
    }

    [Test]
    public void AnEventThatNamesAKnownJobAllocatesNothing()
    {
        byte[] line =
        [
            .. """{"time":1,"kind":"metric_sampled","job_id":"a","metric":"gpu power","value":3}"""u8, (byte)'\n',
        ];
        byte[] lines = [.. Enumerable.Repeat(line, 20_000).SelectMany(bytes => bytes)];
        using EventReader reader = EventReader.Of(new MemoryStream(lines), "stream");
        Read(reader, 5_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(reader, 10_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void JobsThatNeverEndAreForgottenAtTheBound()
    {
        using EventReader reader = EventReader.Of(
            new EventLineStream(5_000, ending: false), "stream", new EventReaderOptions { MostJobs = 700 });
        while (reader.Read(out _))
        {
            Assert.That(reader.Jobs.Count, Is.LessThanOrEqualTo(700));
        }

        Assert.That(reader.Jobs.Forgotten, Is.EqualTo(4_300));
        // The number of the last job is the one of the job that had not been named for longest.
        Assert.That(
            Enumerable.Range(0, 700).Select(reader.Jobs.IdOf),
            Is.EquivalentTo(Enumerable.Range(4_300, 700).Select(job => $"job-{job}")));
    }

    private static void Read(EventReader reader, int events)
    {
        for (int i = 0; i < events; i++)
        {
            if (!reader.Read(out _))
            {
                throw new InvalidOperationException("too few events");
            }
        }
    }
}
