namespace ClusterSim.Runner.Tests;

/// <summary>The verb on a shipped trace with a few trials.</summary>
public sealed class TuneTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // One search of 14 trials, and one that stopped after 5 and went on: the same files, and a table of both baselines
    // and the tuned policy. The experiment that it writes runs.
    [Test]
    public void AStoppedSearchGoesOnToTheSameFilesAndTheyCanBeRun()
    {
        string whole = _folder["whole"], parts = _folder["parts"];
        string table = Tune(whole, "14").Out;
        Tune(parts, "5");
        Tune(parts, "14");
        Assert.Multiple(() =>
        {
            foreach (string file in new[] { "search.json", "tuned.yaml", "tuning.md" })
            {
                Assert.That(
                    File.ReadAllText(Path.Combine(parts, file)),
                    Is.EqualTo(File.ReadAllText(Path.Combine(whole, file))), file);
            }

            Assert.That(table, Does.Contain("| f1+easy |").And.Contain("| sjf+easy |"));
            Assert.That(table, Does.Contain("| weighted+easy |"));
            Assert.That(table, Does.Contain("14 trials, 70 simulations, 14,000 simulated jobs"));
        });
        string run = ToolRun.Good(
            "run", Path.Combine(whole, "tuned.yaml"), "--out", _folder["run"]).Out;
        Assert.That(run, Does.Contain("weighted+easy"));
    }

    [TestCase(1, "--metric", "nothing", "found the metric 'nothing'")]
    [TestCase(1, "--constraint", "nothing", "expected METRIC<=NUMBER")]
    [TestCase(2, "--train", "2", "expected a share such as 50% or 0.5")]
    public void ABadOptionIsNamed(int code, string option, string value, string expected) => Assert.That(
        ToolRun.Bad(code, ["tune", .. Inputs, "--out", _folder["out"], option, value]),
        Does.Contain(expected));

    private static string[] Inputs =>
        ["--trace", "traces/synthetic-hpc", "--platform", "cores:256", "--windows", "10"];

    private static ToolRun Tune(string folder, string trials) =>
        ToolRun.Good(["tune", .. Inputs, "--trials", trials, "--out", folder]);
}
