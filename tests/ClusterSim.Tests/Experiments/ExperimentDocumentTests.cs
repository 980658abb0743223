using System.Text.RegularExpressions;
using ClusterSim.Experiments;

namespace ClusterSim.Tests.Experiments;

/// <summary>The document about experiment files is true.</summary>
public class ExperimentDocumentTests
{
    [Test]
    public void TheCompleteExampleLoadsAndHasTheScenariosOfItsAxes()
    {
        string place = Path.Combine(Root(), "experiments", "x", "experiment.yaml");
        ExperimentSpec spec = ExperimentSpec.Parse(Example(), place);

        // 3 traces x 2 platforms x 2 policies x 2 sets of options x 5 seeds
        Assert.That(spec.Expand(), Has.Length.EqualTo(120));
    }

    [Test]
    public void TheCompleteExampleNamesEveryKey()
    {
        string known = Assert.Throws<ExperimentException>(() => ExperimentSpec.Parse("x: 1", "e.yaml"))!.Message;
        string keys = Regex.Match(known, "expected one of ([a-z_, ]+)").Groups[1].Value;
        Assert.That(keys.Split(", "), Has.Length.GreaterThan(10));
        foreach (string key in keys.Split(", "))
        {
            Assert.That(Example(), Does.Match($"(?m)^{key}:"), key);
        }
    }

    [TestCase("which-policy-on-a-small-cluster", 4)]
    [TestCase("what-does-backfilling-bring", 6)]
    [TestCase("detection-quality", 10)]
    [TestCase("pattern-driven", 300)]
    public void TheShippedExperimentsLoad(string name, int scenarios)
    {
        ExperimentSpec spec = ExperimentSpec.Load(Path.Combine(Root(), "experiments", name, "experiment.yaml"));
        Assert.That(spec.Name, Is.EqualTo(name));
        Assert.That(spec.Expand(), Has.Length.EqualTo(scenarios));
    }

    private static string Example() => Regex.Match(
        File.ReadAllText(Path.Combine(Root(), "docs", "experiments.md")), "```yaml\n(.*?)```", RegexOptions.Singleline)
        .Groups[1].Value;

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Simulator.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
