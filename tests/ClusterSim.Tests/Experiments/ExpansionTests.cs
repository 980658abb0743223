using System.Collections.Immutable;
using ClusterSim.Experiments;

namespace ClusterSim.Tests.Experiments;

public class ExpansionTests
{
    [Test]
    public void EachCombinationOfTheAxesOccursExactlyOnce()
    {
        ExperimentSpec spec = Axes(traces: 3, platforms: 2, policies: 4, options: 2, seeds: 5);

        ImmutableArray<Scenario> scenarios = spec.Expand();

        // 3 x 2 x 4 x 2 x 5
        Assert.That(scenarios, Has.Length.EqualTo(240));
        Assert.That(scenarios.Select(s => (s.Trace, s.Platform, s.Policy, s.Options, s.Seed)), Is.Unique);
        Assert.That(scenarios.Select(s => s.Number), Is.EqualTo(Enumerable.Range(1, 240)));
        Assert.That(scenarios.Select(s => s.Folder.ToUpperInvariant()), Is.Unique);
    }

    [FsCheck.NUnit.Property(MaxTest = 50)]
    public bool TheNumberOfScenariosIsTheProductOfTheSizesOfTheAxes(byte a, byte b, byte c, byte d, byte e)
    {
        int[] sizes = [1 + (a % 4), 1 + (b % 4), 1 + (c % 4), 1 + (d % 4), 1 + (e % 4)];
        ImmutableArray<Scenario> scenarios = Axes(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]).Expand();
        return scenarios.Length == sizes[0] * sizes[1] * sizes[2] * sizes[3] * sizes[4]
            && scenarios.Select(s => s.Folder).Distinct().Count() == scenarios.Length;
    }

    [Test]
    public void FoldersNameOnlyTheAxesThatTellScenariosApart()
    {
        Assert.That(Axes(1, 1, 2, 1, 1).Expand().Select(s => s.Folder), Is.EqualTo(new[] { "policy0", "policy1" }));
        Assert.That(
            Axes(2, 1, 1, 1, 2).Expand().Select(s => s.Folder),
            Is.EqualTo(new[]
            {
                "trace0-seed1-policy0", "trace0-seed2-policy0", "trace1-seed1-policy0", "trace1-seed2-policy0",
            }));
    }

    [Test]
    public void ScenariosOfOneGroupDifferOnlyInPolicyAndSeed()
    {
        foreach (IGrouping<string, Scenario> group in Axes(2, 2, 3, 2, 2).Expand().GroupBy(s => s.Group))
        {
            Assert.That(group.Select(s => (s.Trace, s.Platform, s.Options)).Distinct().Count(), Is.EqualTo(1));
            Assert.That(group.Select(s => (s.Policy, s.Seed)), Is.Unique.And.Exactly(6).Items);
        }
    }

    [TestCase("a/b:c", "a-b-c")]
    [TestCase("..", "x")]
    [TestCase("größe 5", "größe-5")]
    [TestCase(".hidden", "hidden")]
    public void NamesBecomeHarmlessFolderNames(string name, string folder) =>
        Assert.That(Expansion.Part(name), Is.EqualTo(folder));

    [Test]
    public void NamesThatBecomeEqualStillGetFoldersOfTheirOwn()
    {
        ExperimentSpec spec = Axes(1, 1, 1, 1, 1) with
        {
            Policies = [Policy("a b"), Policy("a:b"), Policy("report.html")],
        };

        Assert.That(spec.Expand().Select(s => s.Folder), Is.EqualTo(new[] { "a-b", "a-b~2", "report.html~2" }));
    }

    private static PolicyChoice Policy(string name) => new() { Name = name, Policy = "fifo" };

    private static ExperimentSpec Axes(int traces, int platforms, int policies, int options, int seeds) => new()
    {
        Traces = [.. Enumerable.Range(0, traces).Select(i => new TraceChoice { Name = $"trace{i}", Path = "t.csv" })],
        Platforms = [.. Enumerable.Range(0, platforms).Select(i => new PlatformChoice($"platform{i}", "cores:4"))],
        Policies = [.. Enumerable.Range(0, policies).Select(i => Policy($"policy{i}"))],
        Options = [.. Enumerable.Range(0, options).Select(i => new OptionChoice { Name = $"options{i}" })],
        Seeds = [.. Enumerable.Range(1, seeds).Select(i => (long)i)],
    };
}
