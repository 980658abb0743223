using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>
/// Every rule of the library on streams worked out by hand: those in which it must hit, with the time, and those in
/// which it must not. The thresholds are those of the sources that each rule names.
/// </summary>
public sealed class RuleLibraryTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        RuleCases.All().Select(one => new TestCaseData(one).SetName("{m}(" + one.ToString().Replace('.', ',') + ")"));

    [TestCaseSource(nameof(Cases))]
    public void ARuleHitsWhenItMustAndOnlyThen(object given)
    {
        RuleCase one = (RuleCase)given;
        RuleSet rule = CreRules.Load(LibraryFile.Of(one.Rule).Path);
        Assert.That(new RuleStory(one.Story).Hits(rule), Is.EqualTo(one.Hits), one.Story);
    }
}
