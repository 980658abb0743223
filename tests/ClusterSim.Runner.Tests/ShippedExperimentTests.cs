using System.Text.RegularExpressions;

namespace ClusterSim.Runner.Tests;

/// <summary>The experiments of the repository give the tables that their READMEs promise.</summary>
public class ShippedExperimentTests
{
    [TestCase("which-policy-on-a-small-cluster")]
    [TestCase("what-does-backfilling-bring")]
    public void TheReadmeShowsWhatTheCommandPrints(string name)
    {
        using TemporaryFolder folder = new();
        string readme = File.ReadAllText(Path.Combine("experiments", name, "README.md"));
        string command = Regex.Match(readme, "-- (run .*) --out").Groups[1].Value;
        string expected = Regex.Match(readme, "```text\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;
        Assert.That(command, Does.EndWith($"{name}/experiment.yaml"));

        string output = ToolRun.Good([.. command.Split(' '), "--out", folder["out"]]).Out;

        string table = output[..output.LastIndexOf("report:", StringComparison.Ordinal)].Trim();
        Assert.That(table, Is.EqualTo(expected), "The README should show:\n" + table);
    }
}
