using ClusterSim.Behavior.Mining;

namespace ClusterSim.Tests.Behavior.Mining;

/// <summary>
/// The published example and its counts, and the definition itself by trying every pattern on small sequences.
/// </summary>
public sealed class PrefixSpanTests
{
    // The running example of Pei and others (ICDE 2001, table 1), a..g as 1..7; SPMF ships it as contextPrefixSpan.txt.
    private static readonly int[][][] s_example =
    [
        [[1], [1, 2, 3], [1, 3], [4], [3, 6]],
        [[1, 4], [3], [2, 3], [1, 5]],
        [[5, 6], [1, 2], [4, 6], [3], [2]],
        [[5], [7], [1, 6], [3], [2], [3]],
    ];

    // Counts of SPMF 2 (PrefixSpan and CM-SPADE agree): 53, 14 and 5 patterns in at least 2, 3 and 4 sequences.
    [TestCase(2, 53)]
    [TestCase(3, 14)]
    [TestCase(4, 5)]
    public void TheExampleHasAsManyPatternsAsPublished(int minSupport, int expected) =>
        Assert.That(Mine(s_example, new() { MinSupport = minSupport }), Has.Count.EqualTo(expected));

    // Pei and others, section 2: <(ab)c> has support 2, and the patterns of one symbol have these.
    [Test]
    public void TheExampleHasTheSupportsOfThePaper()
    {
        Dictionary<string, int> found = Mine(s_example, new());
        Assert.Multiple(() =>
        {
            Assert.That(found["{1 2} -> 3"], Is.EqualTo(2));
            Assert.That(
                Enumerable.Range(1, 6).Select(symbol => found[$"{symbol}"]), Is.EqualTo(new[] { 4, 4, 4, 3, 3, 3 }));
            Assert.That(found, Does.Not.ContainKey("7"));
        });
    }

    // Every pattern of at most 4 symbols over 3 symbols, tried against the definition: its sets lie, in order, in sets
    // of the sequence no farther apart than the gap.
    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void ExactlyTheFrequentPatternsAreFound(int[] draws, byte support, byte gap)
    {
        int[][][] sequences = SmallSequences.Of(draws);
        PrefixSpanOptions options = new()
        {
            MinSupport = 1 + (support % 3), MaxLength = 4, MaxGap = gap % 4 == 0 ? null : gap % 4,
        };
        Dictionary<string, int> expected = [];
        foreach (int[][] pattern in SmallSequences.Patterns(symbols: 3, maxLength: 4))
        {
            int count = sequences.Count(sequence => Occurs(sequence, pattern, 0, -1, options.MaxGap ?? 100));
            if (count >= options.MinSupport)
            {
                expected.Add(SymbolPattern.Of(pattern).ToString(), count);
            }
        }

        Assert.That(Mine(sequences, options), Is.EquivalentTo(expected));
    }

    // Closed by its definition: no frequent pattern that contains it has the same support.
    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void ClosedPatternsAreThoseThatNoLargerOneEquals(int[] draws, byte support)
    {
        int[][][] sequences = SmallSequences.Of(draws);
        PrefixSpanOptions options = new() { MinSupport = 1 + (support % 3), MaxLength = 1000 };
        var all = PrefixSpan.Mine(SequenceDatabase.Of(sequences), options);
        var expected = all.Where(mined => !all.Any(other =>
            other != mined && other.Support == mined.Support
            && Occurs(StepsOf(other), StepsOf(mined), 0, -1, 100)));
        Assert.That(
            PrefixSpan.Mine(SequenceDatabase.Of(sequences), options with { Closed = true }), Is.EqualTo(expected));
    }

    // By hand: 1 then 2 directly in both; 1 -> 3 only across the 2.
    [Test]
    public void AGapOfOneMeansNeighbours()
    {
        int[][][] sequences = [[[1], [2], [3]], [[1], [2], [3]]];
        Assert.That(Mine(sequences, new() { MaxGap = 1 }), Is.EquivalentTo(new Dictionary<string, int>
        {
            ["1"] = 2, ["2"] = 2, ["3"] = 2, ["1 -> 2"] = 2, ["2 -> 3"] = 2, ["1 -> 2 -> 3"] = 2,
        }));
    }

    [Test]
    public void NothingIsFoundInNothing() => Assert.That(PrefixSpan.Mine(SequenceDatabase.Of([])), Is.Empty);

    [Test]
    public void OptionsOutsideTheirRangesAndNegativeSymbolsAreRefused()
    {
        SequenceDatabase none = SequenceDatabase.Of([]);
        Assert.Multiple(() =>
        {
            Assert.That(
                () => PrefixSpan.Mine(none, new() { MinSupport = 0 }),
                Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => PrefixSpan.Mine(none, new() { MaxGap = 0 }),
                Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => SequenceDatabase.Of([[[-1]]]), Throws.ArgumentException.With.Message.Contains("found symbol -1"));
        });
    }

    private static Dictionary<string, int> Mine(int[][][] sequences, PrefixSpanOptions options) =>
        PrefixSpan.Mine(SequenceDatabase.Of(sequences), options)
            .ToDictionary(mined => mined.Pattern.ToString(), mined => mined.Support);

    private static int[][] StepsOf(FrequentPattern mined) => [.. mined.Pattern.Steps.Select(step => step.ToArray())];

    private static bool Occurs(int[][] sequence, int[][] pattern, int step, int last, int gap)
    {
        if (step == pattern.Length)
        {
            return true;
        }

        int end = step == 0 ? sequence.Length - 1 : Math.Min(sequence.Length - 1, last + gap);
        for (int i = last + 1; i <= end; i++)
        {
            if (pattern[step].All(sequence[i].Contains) && Occurs(sequence, pattern, step + 1, i, gap))
            {
                return true;
            }
        }

        return false;
    }
}
