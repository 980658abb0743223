using ClusterSim.Randomness;

namespace ClusterSim.Tests.Randomness;

public sealed class RandomStreamTests
{
    /// <summary>
    /// Outputs of the authors' C program for the state 1, 2, 3, 4, as in the tests of the Rust crate rand_xoshiro.
    /// </summary>
    [Test]
    public void GeneratorGivesTheNumbersOfItsReference()
    {
        RandomStream stream = new(1, 2, 3, 4);
        Assert.That(
            Draw(10, stream.NextUInt64),
            Is.EqualTo(new ulong[]
            {
                11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600,
                    16172922978634559625,
                8476171486693032832, 10595114339597558777, 2904607092377533576,
            }));
    }

    /// <summary>SplitMix64 from 1234567, as published on Rosetta Code from the reference by Vigna.</summary>
    [Test]
    public void SeedingGivesTheNumbersOfItsReference()
    {
        ulong state = 1234567;
        Assert.That(
            Draw(5, () => RandomStream.SplitMix(ref state)),
            Is.EqualTo(new ulong[]
            {
                6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431,
                    16408922859458223821,
            }));
    }

    /// <summary>From a separate implementation in Python of FNV-1a over UTF-16, SplitMix64 and xoshiro256**.</summary>
    [TestCase(42, "arrivals", 14119530710087640503UL, 9965796457000890552UL, 3690536375116457564UL,
        16981068675744161737UL)]
    [TestCase(42, "sizes", 10220613269417439978UL, 14375615257493413001UL, 531282666693234045UL, 1143390340704700117UL)]
    [TestCase(-1, "", 2894842807057919439UL, 1996539814452981449UL, 13845916399821003429UL, 11568364595699904632UL)]
    public void NamedStreamNeverChanges(long seed, string name, ulong a, ulong b, ulong c, ulong d) =>
        Assert.That(Draw(4, new RandomStream(seed, name).NextUInt64), Is.EqualTo(new[] { a, b, c, d }));

    [Test]
    public void DrawingFromOneStreamDoesNotShiftAnother()
    {
        RandomStream alone = new(7, "b");
        RandomStream a = new(7, "a"), b = new(7, "b");
        a.NextUInt64();
        Assert.That(b.NextUInt64(), Is.EqualTo(alone.NextUInt64()));
    }

    /// <summary>
    /// NextDouble is the upper 53 bits: 11520 &lt; 2^11, so that the first two numbers of the reference are 5 and 0
    /// units of 2^-53.
    /// </summary>
    [Test]
    public void DoubleIsTheUpperBits()
    {
        RandomStream stream = new(1, 2, 3, 4);
        Assert.That(Draw(2, stream.NextDouble), Is.EqualTo(new[] { 5 / 9007199254740992.0, 0 }));
    }

    /// <summary>
    /// Chi-square of 60,000 throws in 6 classes: above 25.74 with probability 0.0001 (5 degrees of freedom).
    /// </summary>
    [Test]
    public void BoundedIntegerIsUniform()
    {
        RandomStream stream = new(3, "dice");
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
        {
            counts[stream.NextInt(6)]++;
        }

        Assert.That(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), Is.LessThan(25.74));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void BoundBelowOneIsRefused(int bound) =>
        Assert.That(() => new RandomStream(1, "x").NextInt(bound), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static T[] Draw<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];
}
