using System.Collections.Immutable;
using ClusterSim.Learning.Search;
using ClusterSim.Randomness;

namespace ClusterSim.Learning.Tests.Search;

/// <summary>The search on functions whose minima are known.</summary>
public sealed class BayesianSearchTests
{
    private static readonly ImmutableArray<SearchRange> s_branin = [new("x", -5, 10), new("y", 0, 15)];

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-search-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // The Branin function has its minima of 0.397887 at (-pi, 12.275), (pi, 2.275) and (9.42478, 2.475) (Dixon and
    // Szegoe 1978). As many random trials stay above 1 for most seeds: their median is asserted, too.
    [Test]
    public void ThirtyTrialsComeNearTheMinimumAndRandomOnesDoNot()
    {
        double[] found = [.. Enumerable.Range(1, 2).Select(seed => Find(seed, Branin).Outcome.Objective)];
        double[] random = [.. Enumerable.Range(1, 5).Select(RandomBest).Order()];
        Assert.Multiple(() =>
        {
            Assert.That(found, Is.All.InRange(0.397887, 0.6));
            Assert.That(random[2], Is.GreaterThan(1));
        });
    }

    // Left of 5 nothing is allowed: of the three minima that leaves (9.42478, 2.475) alone.
    [Test]
    public void AConstraintMovesTheMinimum()
    {
        Trial best = Find(1, values => Branin(values) with { Excesses = [5 - values[0]] });
        BayesianSearch search = new(s_branin);
        Assert.Multiple(() =>
        {
            Assert.That(best.Outcome.IsFeasible, Is.True);
            Assert.That(search.ValuesAt(best.Place)[0], Is.EqualTo(9.42478).Within(0.6));
            Assert.That(best.Outcome.Objective, Is.InRange(0.397887, 0.8));
        });
    }

    [Test]
    public void AKilledSearchGoesOnToTheSameBytes()
    {
        string whole = Path.Combine(_folder, "whole.json"), killed = Path.Combine(_folder, "killed.json");
        new BayesianSearch(s_branin).Run(SearchLog.Open(whole, "branin"), 16, Branin);
        int calls = 0;
        TrialOutcome Dies(ImmutableArray<double> values) =>
            calls++ == 13 ? throw new IOException("killed") : Branin(values);
        Assert.Throws<IOException>(
            () => new BayesianSearch(s_branin).Run(SearchLog.Open(killed, "branin"), 16, Dies));
        File.WriteAllText(killed + ".unfinished", "{ half a fi");
        new BayesianSearch(s_branin).Run(SearchLog.Open(killed, "branin"), 16, Branin);
        Assert.That(File.ReadAllBytes(killed), Is.EqualTo(File.ReadAllBytes(whole)));
    }

    [Test]
    public void ALogOfAnotherSettingIsRefused()
    {
        string path = Path.Combine(_folder, "log.json");
        new BayesianSearch(s_branin).Run(SearchLog.Open(path, "one"), 1, Branin);
        Assert.That(
            () => SearchLog.Open(path, "two"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("setting 'one', expected 'two'"));
        File.WriteAllText(path, "[1, 2");
        Assert.That(
            () => SearchLog.Open(path, "one"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("found malformed JSON"));
    }

    [Test]
    public void ALogarithmicRangeNeedsOneSign() => Assert.That(
        () => new BayesianSearch([new SearchRange("w", -1, 1, Logarithmic: true)]),
        Throws.ArgumentException.With.Message.Contains("w: a logarithmic range needs bounds of one sign"));

    // Half way between -0.01 and -100 on a logarithmic scale is -1.
    [Test]
    public void EqualStepsOfALogarithmicRangeMultiply() =>
        Assert.That(new SearchRange("w", -0.01, -100, Logarithmic: true).At(0.5), Is.EqualTo(-1).Within(1e-12));

    private Trial Find(int seed, Func<ImmutableArray<double>, TrialOutcome> function) =>
        new BayesianSearch(s_branin, new BayesianSearchOptions { Seed = seed, InitialTrials = 8 })
            .Run(SearchLog.Open(Path.Combine(_folder, $"{seed}.json"), "branin"), 30, function);

    private static double RandomBest(int seed)
    {
        RandomStream random = new(seed, "test");
        return Enumerable.Range(0, 30).Min(_ =>
            Branin([-5 + (15 * random.NextDouble()), 15 * random.NextDouble()]).Objective);
    }

    private static TrialOutcome Branin(ImmutableArray<double> at)
    {
        double bowl = at[1] - (5.1 / (4 * Math.PI * Math.PI) * at[0] * at[0]) + (5 / Math.PI * at[0]) - 6;
        return new TrialOutcome((bowl * bowl) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(at[0])) + 10, []);
    }
}
