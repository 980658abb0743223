using ClusterSim.Engine;
using MyPolicies;

namespace ClusterSim.Tests.Scheduling;

/// <summary>The code of docs/own-policy.md at work; a test of the documentation compares the page with it.</summary>
public sealed class OwnPolicyTests
{
    // Four GPUs. c and a come at once: a asks less and starts, c does not fit beside it. b comes at 1 and asks 1, which
    // fits. a is gone at 5, b at 6; only then are 4 GPUs free for c.
    [Test]
    public void TheFewestGpusGoFirst()
    {
        #region TryOwnPolicy
        SchedulingHarness cluster = new SchedulingHarness(4)
            .Submit("c", submit: 0, gpus: 4, run: 10)
            .Submit("a", submit: 0, gpus: 3, run: 5)
            .Submit("b", submit: 1, gpus: 1, run: 5);

        IReadOnlyDictionary<string, double?> starts = cluster.Starts(new FewestGpusFirst());

        Assert.That(starts["a"], Is.EqualTo(0));
        Assert.That(starts["b"], Is.EqualTo(1));
        Assert.That(starts["c"], Is.EqualTo(6));
        #endregion
    }

    [Test]
    public void TheWholePolicyIsShorterThanFiftyLines() => Assert.That(
        File.ReadAllLines(Repository.Path("tests/ClusterSim.Tests/Scheduling/FewestGpusFirst.cs")),
        Has.Length.LessThan(50));

    [Test]
    public void AHarnessTellsWhichJobsNeverStart() => Assert.That(
        new SchedulingHarness(2, 2).Submit("big", 0, 5, 1).Submit("fits", 0, 4, 1).Starts(new FewestGpusFirst()),
        Is.EqualTo(new Dictionary<string, double?> { ["big"] = null, ["fits"] = 0 }));
}
