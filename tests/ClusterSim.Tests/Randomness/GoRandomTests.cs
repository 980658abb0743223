using ClusterSim.Randomness;

namespace ClusterSim.Tests.Randomness;

/// <summary>Against Go 1.19.8: rand.New(rand.NewSource(seed)), two numbers and then each way of drawing.</summary>
public sealed class GoRandomTests
{
    [TestCase(1, 5577006791947779410, 8674665223082153551, 847, 187, "54016327", "4607518932")]
    [TestCase(42, 3440579354231278675, 608747136543856411, 668, 574, "65042137", "8027649513")]
    [TestCase(0, 8717895732742165505, 2259404117704393152, 353, 298, "56072134", "6593071428")]
    [TestCase(-7, 747107023976529931, 7084732931963018726, 490, 576, "50423617", "7324095618")]
    public void EveryDrawIsThatOfGo(
        long seed, long first, long second, int below1000, int below1024, string permutation, string shuffled)
    {
        GoRandom random = new(seed);
        Assert.That(random.NextInt63(), Is.EqualTo(first));
        Assert.That(random.NextInt63(), Is.EqualTo(second));
        Assert.That(random.NextInt(1000), Is.EqualTo(below1000));
        Assert.That(random.NextInt(1024), Is.EqualTo(below1024));
        Assert.That(string.Concat(random.Permutation(8)), Is.EqualTo(permutation));
        int[] items = [.. Enumerable.Range(0, 10)];
        random.Shuffle(items);
        Assert.That(string.Concat(items), Is.EqualTo(shuffled));
    }
}
