using ClusterSim.Scheduling;

namespace ClusterSim.Tests.Scheduling;

public sealed class JobSetTests
{
    [Test]
    public void AnEmptySetHasNoNextJob([Values(0, 1, 64, 65, 5_000)] int capacity) =>
        Assert.That(new JobSet(capacity).Next(0), Is.EqualTo(-1));

    [Test]
    public void RemovingDuringAWalkDoesNotDisturbIt()
    {
        JobSet set = new(10_000);
        int[] jobs = [0, 63, 64, 4_095, 4_096, 9_999];
        Array.ForEach(jobs, set.Add);
        List<int> seen = [];
        foreach (int job in set)
        {
            seen.Add(job);
            set.Remove(job);
        }

        Assert.That(seen, Is.EqualTo(jobs));
        Assert.That(set.Count, Is.Zero);
    }

    /// <summary>The oracle is the framework's sorted set.</summary>
    [FsCheck.NUnit.Property(MaxTest = 200, EndSize = 400)]
    public void AnySequenceOfChangesAgreesWithASortedSet((bool Add, ushort Job)[] changes, ushort from)
    {
        const int Capacity = ushort.MaxValue + 1;
        JobSet set = new(Capacity);
        SortedSet<int> oracle = [];
        foreach ((bool add, ushort job) in changes)
        {
            // Squares spread the small numbers that are drawn over all levels of the set.
            int index = job * job % Capacity;
            _ = add ? oracle.Add(index) : oracle.Remove(index);
            (add ? set.Add : (Action<int>)set.Remove)(index);
        }

        List<int> walked = [];
        foreach (int job in set)
        {
            walked.Add(job);
        }

        Assert.That(walked, Is.EqualTo(oracle));
        Assert.That(set.Count, Is.EqualTo(oracle.Count));
        Assert.That(set.Next(from), Is.EqualTo(oracle.GetViewBetween(from, Capacity).DefaultIfEmpty(-1).First()));
    }
}
