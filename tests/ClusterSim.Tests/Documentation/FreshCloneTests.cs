using System.Text.RegularExpressions;
using ClusterSim.Tests.HouseRules;

namespace ClusterSim.Tests.Documentation;

/// <summary>
/// What the README promises to somebody who has a fresh clone and the .NET SDK: its first command runs and leaves a
/// report, and the packages install.
/// </summary>
[Category("Slow")]
public sealed partial class FreshCloneTests
{
    private WorkingCopy _copy = null!;

    private static string[] Commands =>
    [
        .. new MarkdownPage("README.md", SourceTree.Text("README.md")).Blocks
            .Where(block => block.Language == "sh")
            .SelectMany(block => block.Code.Split('\n')),
    ];

    [OneTimeSetUp]
    public void Copy() => _copy = new WorkingCopy();

    [OneTimeTearDown]
    public void Remove() => _copy.Dispose();

    [Test]
    public void TheFirstCommandOfTheReadmeLeavesAReportWithAllPolicies()
    {
        string output = _copy.Run(Commands[0]);
        string report = ReportPath().Match(output).Value;
        Assert.That(report, Is.Not.Empty, output);
        string html = File.ReadAllText(Path.Combine(_copy.Root, report));
        foreach (string policy in new[] { "fifo", "easy", "tiresias", "pattern-driven" })
        {
            Assert.That(html, Does.Contain(policy));
            Assert.That(output, Does.Contain(policy));
        }
    }

    [Test]
    public void TheReadmeHasTwoCommandsAndTheSecondRunsTheTests() =>
        Assert.That(Commands, Has.Length.EqualTo(2).And.ItemAt(1).StartsWith("dotnet test Simulator.sln"));

    [Test]
    public void TheToolInstallsFromItsPackageAndRuns()
    {
        _copy.Run("dotnet pack Simulator.sln -c Release -o packages");
        Assert.That(
            Directory.GetFiles(Path.Combine(_copy.Root, "packages")).Select(Path.GetExtension),
            Is.EquivalentTo(new[] { ".nupkg", ".snupkg", ".nupkg", ".snupkg", ".nupkg" }));
        File.WriteAllText(
            Path.Combine(_copy.Root, "packages", "nuget.config"),
            """<configuration><packageSources><clear/><add key="here" value="."/></packageSources></configuration>""");
        _copy.Run("dotnet tool install ClusterSim.Runner --tool-path tools --configfile packages/nuget.config");
        Assert.That(_copy.Run("tools/clustersim list policies"), Does.Contain("tiresias"));
    }

    [GeneratedRegex(@"\S+/report\.html")]
    private static partial Regex ReportPath();
}
