using ClusterSim.Behavior.Matching;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Behavior;

/// <summary>What must hold for every stream, checked by brute force on random ones.</summary>
public sealed class MatcherPropertyTests
{
    private const int Streams = 500, Events = 40, Window = 12;

    // Matches are sound: right terms, in order if order counts, inside the window, no event twice. And nothing is
    // missed: no three events that remain unused would make a match.
    [TestCase(false)]
    [TestCase(true)]
    public void MatchesAreSoundAndNoneIsMissed(bool inOrder)
    {
        RandomStream random = new(7, inOrder ? "sequences" : "sets");
        int found = 0;
        for (int i = 0; i < Streams; i++)
        {
            (long Time, int Slot)[] stream = Draw(random);
            List<Match<int>> matches = Run(stream, inOrder, []);
            int[] used = [.. matches.SelectMany(match => match.Events)];
            found += matches.Count;
            Assert.That(used, Is.Unique);
            Assert.That(matches.Select(match => IsMatch(stream, match.Events, inOrder)), Is.All.True);
            int[] unused = [.. Enumerable.Range(0, Events).Except(used)];
            Assert.That(AnyMatch(stream, unused, inOrder), Is.False, string.Join(' ', stream));
        }

        Assert.That(found, Is.GreaterThan(Streams));
    }

    // A condition that never occurs puts verdicts off and changes none of them.
    [TestCase(false)]
    [TestCase(true)]
    public void ANegativeThatNeverOccursOnlyDelays(bool inOrder)
    {
        RandomStream random = new(8, inOrder ? "sequences" : "sets");
        for (int i = 0; i < Streams; i++)
        {
            (long Time, int Slot)[] stream = Draw(random);
            NegateSpec never = new(random.NextInt(20), random.NextInt(5), random.NextInt(3), i % 2 == 0);
            int[][] without = [.. Run(stream, inOrder, []).Select(match => match.Events)];
            int[][] with = [.. Run(stream, inOrder, [never]).Select(match => match.Events)];
            Assert.That(with, Is.EqualTo(without), string.Join(' ', stream));
        }
    }

    private static (long Time, int Slot)[] Draw(RandomStream random)
    {
        var stream = new (long Time, int Slot)[Events];
        long time = 0;
        for (int i = 0; i < Events; i++)
        {
            time += random.NextInt(4);
            stream[i] = (time, random.NextInt(3));
        }

        return stream;
    }

    private static List<Match<int>> Run((long Time, int Slot)[] stream, bool inOrder, NegateSpec[] negates)
    {
        PatternShape shape = inOrder ? PatternShape.Sequence : PatternShape.Set;
        IMatcher<int> matcher = new PatternSpec(shape, Window, [1, 1, 1], [.. negates]).NewMatcher<int>();
        List<Match<int>> matches = [];
        for (int i = 0; i < stream.Length; i++)
        {
            matcher.Observe(stream[i].Time, 1UL << stream[i].Slot, 0, i, matches);
        }

        matcher.AdvanceTo(long.MaxValue - 1, matches);
        return matches;
    }

    private static bool AnyMatch((long Time, int Slot)[] stream, int[] unused, bool inOrder) =>
        (from a in unused from b in unused from c in unused select new[] { a, b, c })
        .Any(three => IsMatch(stream, three, inOrder));

    // The events fill the slots 0, 1, 2 one each; positions are the order of arrival.
    private static bool IsMatch((long Time, int Slot)[] stream, int[] three, bool inOrder)
    {
        bool fills = three.Select((e, slot) => stream[e].Slot == slot).All(right => right);
        bool ordered = !inOrder || (three[0] < three[1] && three[1] < three[2]);
        return fills && ordered && stream[three.Max()].Time - stream[three.Min()].Time <= Window;
    }
}
