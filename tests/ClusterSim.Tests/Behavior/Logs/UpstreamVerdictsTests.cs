using System.Text.Json;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>
/// What is wrong with rules, in the words of the community's compiler (prequel-compiler v0.0.21): for each document of
/// <c>upstream-verdicts.json</c> the beginning of its message, or nothing where it accepts the document.
/// </summary>
internal sealed class UpstreamVerdictsTests
{
    private static IEnumerable<TestCaseData> Documents()
    {
        string path = Repository.Path("tests/ClusterSim.Tests/Behavior/Logs/upstream-verdicts.json");
        foreach (JsonElement one in JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray())
        {
            yield return new TestCaseData(
                one.GetProperty("document").GetString(), one.GetProperty("verdict").GetString())
                .SetArgDisplayNames(one.GetProperty("name").GetString()!);
        }
    }

    [TestCaseSource(nameof(Documents))]
    public void ProblemsCarryTheWordsOfTheCommunitysCompiler(string document, string verdict)
    {
        if (verdict.Length == 0)
        {
            Assert.That(RuleText.Load(document, CreRules.LoadForLogs).Rules, Has.Length.EqualTo(1));
            return;
        }

        RuleException error = Assert.Throws<RuleException>(() => RuleText.Load(document, CreRules.LoadForLogs))!;
        Assert.That(error.Problems.Select(problem => problem.Verdict), Has.Some.Contains(verdict));
        Assert.That(error.Problems.Select(problem => problem.Expected), Has.None.Empty);
    }
}
