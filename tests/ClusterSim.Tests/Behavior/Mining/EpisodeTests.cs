using System.Collections.Immutable;
using ClusterSim.Behavior.Mining;
using ClusterSim.Time;

namespace ClusterSim.Tests.Behavior.Mining;

/// <summary>
/// The examples of SPMF's documentation, and the definitions of support by trying every interval on small sequences.
/// Times are whole ticks.
/// </summary>
public sealed class EpisodeTests
{
    // contextEMMA.txt of SPMF: time and set. Its window of 2 points is a span of 1.
    private static readonly (long, int[])[] s_complex =
        [(1, [1]), (2, [1]), (3, [1, 2]), (6, [1]), (7, [1, 2]), (8, [3]), (9, [2]), (11, [4])];

    // contextMINEPI.txt of SPMF: one event at each time point.
    private static readonly int[] s_simple = [1, 2, 1, 2, 4, 3, 2, 3, 2, 1];

    // SPMF, EMMA with minimum support 2 and window 2: these six with these supports.
    [Test]
    public void EmmaFindsThePublishedEpisodes() =>
        Assert.That(Emma(s_complex, 2, 1), Is.EquivalentTo(new Dictionary<string, int>
        {
            ["1"] = 5, ["2"] = 3, ["{1 2}"] = 2, ["1 -> 1"] = 3, ["1 -> 2"] = 2, ["1 -> {1 2}"] = 2,
        }));

    // SPMF, MINEPI with minimum support 2 and window 2: six episodes. By hand: 1 at 1 3 10, 2 at 2 4 7 9, 3 at 6 8;
    // neighbours 1 2 at [1,2] [3,4], 2 1 at [2,3] [9,10], 3 2 at [6,7] [8,9]; 2 3 only at [7,8].
    [Test]
    public void MinepiFindsThePublishedEpisodes() =>
        Assert.That(Minepi(Simple(s_simple), 2, 1), Is.EquivalentTo(new Dictionary<string, int>
        {
            ["1"] = 3, ["2"] = 4, ["3"] = 2, ["1 -> 2"] = 2, ["2 -> 1"] = 2, ["3 -> 2"] = 2,
        }));

    // 0 1 0 2 1 2 by hand: 0 1 2 occurs minimally in [1,4] and [3,6], but 0 2 only in [3,4], which both contain. So an
    // episode can have more minimal occurrences than a part of it, and only prefixes and suffixes may be pruned by.
    [Test]
    public void AnEpisodeMayHaveMoreMinimalOccurrencesThanAPartOfIt()
    {
        Dictionary<string, int> found = Minepi(Simple([0, 1, 0, 2, 1, 2]), 1, 9);
        Assert.That((found["0 -> 1 -> 2"], found["0 -> 2"]), Is.EqualTo((2, 1)));
    }

    // 0 0 1 by hand: one minimal occurrence of 0 1, but two beginnings.
    [Test]
    public void TheTwoSupportsDiffer()
    {
        var events = Simple([0, 0, 1]);
        Assert.That((Minepi(events, 1, 9)["0 -> 1"], Emma(events, 1, 9)["0 -> 1"]), Is.EqualTo((1, 2)));
    }

    // Every serial episode of at most 4 symbols; every interval between two points: minimal when the episode occurs in
    // it, but neither without its first nor without its last point.
    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void MinepiCountsExactlyTheMinimalIntervals(int[] draws, byte support, byte span)
    {
        (long Time, int[] Set)[] points = SmallSequences.Points(draws);
        (int minSupport, int maxSpan) = (1 + (support % 3), span % 12);
        Dictionary<string, int> expected = [];
        foreach (int[][] episode in SmallSequences.Patterns(3, 4).Where(steps => steps.All(step => step.Length == 1)))
        {
            int count = 0;
            for (int i = 0; i < points.Length; i++)
            {
                for (int j = i; j < points.Length && points[j].Time - points[i].Time <= maxSpan; j++)
                {
                    count += Occurs(points[i..(j + 1)], episode) && !Occurs(points[(i + 1)..(j + 1)], episode)
                        && !Occurs(points[i..j], episode) ? 1 : 0;
                }
            }

            AddIfFrequent(expected, episode, count, minSupport);
        }

        Assert.That(Minepi(points, minSupport, maxSpan, 4), Is.EquivalentTo(expected));
    }

    // Every episode of at most 4 symbols; every point: an occurrence begins there when the first step lies in it, and
    // the rest in later points within the span. And as in the paper, every step is frequent by itself.
    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void EmmaCountsExactlyTheBeginnings(int[] draws, byte support, byte span)
    {
        (long Time, int[] Set)[] points = SmallSequences.Points(draws);
        (int minSupport, int maxSpan) = (1 + (support % 3), span % 12);
        Dictionary<string, int> expected = [];
        foreach (int[][] episode in SmallSequences.Patterns(3, 4))
        {
            int count = Enumerable.Range(0, points.Length).Count(i =>
                episode[0].All(points[i].Set.Contains)
                && Occurs(
                    [.. points.Skip(i + 1).TakeWhile(point => point.Time - points[i].Time <= maxSpan)], episode[1..]));
            bool known = episode.All(step => points.Count(point => step.All(point.Set.Contains)) >= minSupport);
            AddIfFrequent(expected, episode, known ? count : 0, minSupport);
        }

        Assert.That(Emma(points, minSupport, maxSpan, 4), Is.EquivalentTo(expected));
    }

    [Test]
    public void EventsMustNotGoBackInTime() =>
        Assert.That(
            () => EventSequence.Of([(new SimTime(2), 0), (new SimTime(1), 0)]),
            Throws.ArgumentException.With.Message.Contains("ascending time"));

    // Linear memory: ten times the events take about ten times the bytes, for the index and for the search.
    [Test]
    public void MemoryGrowsWithTheNumberOfEventsAndNoFaster()
    {
        double small = BytesToMine(20_000), large = BytesToMine(200_000);
        Assert.That(large / small, Is.LessThan(12));
    }

    private static long BytesToMine(int count)
    {
        var events = Enumerable.Range(0, count).Select(i => (new SimTime(i), i * 7 % 10)).ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();
        EventSequence sequence = EventSequence.Of(events);
        EpisodeOptions options = new() { MinSupport = count / 20, MaxSpan = new(30), MaxLength = 3 };
        Assert.That(ClusterSim.Behavior.Mining.Minepi.Mine(sequence, options), Has.Length.EqualTo(1110));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AddIfFrequent(Dictionary<string, int> expected, int[][] episode, int count, int minSupport)
    {
        if (count >= minSupport)
        {
            expected.Add(SymbolPattern.Of(episode).ToString(), count);
        }
    }

    private static bool Occurs((long Time, int[] Set)[] points, int[][] episode)
    {
        int step = 0;
        foreach ((long _, int[] set) in points)
        {
            step += step < episode.Length && episode[step].All(set.Contains) ? 1 : 0;
        }

        return step == episode.Length;
    }

    private static (long, int[])[] Simple(int[] symbols) =>
        [.. symbols.Select((symbol, i) => ((long)i + 1, new[] { symbol }))];

    private static Dictionary<string, int> Emma((long, int[])[] points, int support, long span, int length = 10) =>
        Mine(ClusterSim.Behavior.Mining.Emma.Mine, points, support, span, length);

    private static Dictionary<string, int> Minepi((long, int[])[] points, int support, long span, int length = 10) =>
        Mine(ClusterSim.Behavior.Mining.Minepi.Mine, points, support, span, length);

    private static Dictionary<string, int> Mine(
        Func<EventSequence, EpisodeOptions?, ImmutableArray<FrequentPattern>> miner, (long Time, int[] Set)[] points,
        int support, long span, int length)
    {
        EventSequence sequence = EventSequence.Of(
            points.SelectMany(point => point.Set.Select(symbol => (new SimTime(point.Time), symbol))));
        return miner(sequence, new() { MinSupport = support, MaxSpan = new(span), MaxLength = length })
            .ToDictionary(mined => mined.Pattern.ToString(), mined => mined.Support);
    }
}
