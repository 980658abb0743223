using ClusterSim.Workloads.Injection;

namespace ClusterSim.Tests.Workloads.Injection;

public sealed class InjectedBehaviorsTests
{
    // The page is written by hand: the catalogue must not say anything else.
    [Test]
    public void PageListsEveryBehaviourWithItsThresholdAndSource()
    {
        string[] page = File.ReadAllLines(Repository.Path("docs/detection-quality.md"));
        foreach (InjectedBehavior behavior in InjectedBehaviors.All)
        {
            string row = behavior.IsWasteful
                ? $"| `{behavior.Name}` | {behavior.Summary} | {behavior.Threshold} | {behavior.Source} |"
                : $"| `{behavior.Name}` | {behavior.Summary} | no waste | {behavior.Source} |";
            Assert.That(page, Does.Contain(row));
        }
    }
}
