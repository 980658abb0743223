using ClusterSim.Experiments;
using ClusterSim.Experiments.Explaining;

namespace ClusterSim.Tests.Experiments.Explaining;

public class RunRecipeTests
{
    // The key of a scenario is a checksum over everything that its results depend on.
    [TestCaseSource(nameof(Experiments))]
    public void ARecipeMakesTheSameScenariosAgain(string path)
    {
        string folder = Directory.CreateTempSubdirectory("clustersim-recipe-").FullName;
        try
        {
            var spec = ExperimentSpec.Load(path);
            RunRecipe.Save(spec, folder);
            ExperimentSpec again = RunRecipe.Load(folder);
            Assert.That(again.Expand().Select(Key), Is.EqualTo(spec.Expand().Select(Key)));
            Assert.That(again.Problems(), Is.Empty);
            Assert.That(again.Rules, Is.EqualTo(spec.Rules));
            Assert.That(again.Baseline, Is.EqualTo(spec.Baseline));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Experiments() =>
        Directory.EnumerateFiles(Repository.Path("experiments"), "experiment.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal);

    private static string Key(Scenario scenario) => ScenarioRecord.KeyOf(
        scenario,
        new ScenarioInputs(
            "", scenario.Platform.Source, PolicyMaker.Inputs(scenario.Policy), [], 0, 0, default, default),
        ScenarioOutputs.All,
        ClusterSim.Reports.ResultTables.Standard);
}
