using System.Xml.Linq;
using ClusterSim.Learning.Features;
using ClusterSim.Tests;
using ClusterSim.Tests.HouseRules;

namespace ClusterSim.Learning.Tests.HouseRules;

/// <summary>What the add-on may use, and what it shows. The expectations are those of src/README.md.</summary>
public sealed class ProjectRuleTests
{
    private const string Snapshot = "tests/ClusterSim.Learning.Tests/HouseRules/public-api.txt";

    // Contracts that the add-on stands on; the engine and everything right of it are not among them.
    private static readonly string[] s_mayUse =
        ["Time", "Randomness", "Statistics", "Events", "Workloads", "Behavior", "Scheduling"];

    private static readonly PublicApi s_library = new(typeof(FeatureTable).Assembly);

    private static IEnumerable<string> Sources(string project) => Directory
        .EnumerateFiles(Repository.Path($"src/{project}"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

    [Test]
    public void TheAddOnUsesOnlyTheContracts()
    {
        IEnumerable<string> wrong =
            from path in Sources("ClusterSim.Learning")
            from line in File.ReadLines(path)
            where line.StartsWith("using ClusterSim.", StringComparison.Ordinal)
                && !line.StartsWith("using ClusterSim.Learning.", StringComparison.Ordinal)
            where !s_mayUse.Contains(line.TrimEnd(';').Split('.')[1])
            select $"{path}: {line}";
        Assert.That(wrong, Is.Empty);
    }

    // A using can be left out: what the compiled code refers to counts, too.
    [Test]
    public void TheCompiledAddOnRefersToNoOtherFolder()
    {
        using Stream file = File.OpenRead(typeof(FeatureTable).Assembly.Location);
        using System.Reflection.PortableExecutable.PEReader image = new(file);
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(image);
        IEnumerable<string> folders = metadata.TypeReferences
            .Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Namespace))
            .Where(name => name.StartsWith("ClusterSim.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[1]).Distinct();
        Assert.That(folders, Is.Not.Empty.And.SubsetOf(s_mayUse));
    }

    [TestCase("ClusterSim")]
    public void NothingInTheLibraryNamesTheAddOn(string project)
    {
        Assert.That(Sources(project).Where(path => File.ReadAllText(path).Contains("ClusterSim.Learning")), Is.Empty);
        Assert.That(
            XDocument.Load(Repository.Path($"src/{project}/{project}.csproj")).Descendants("ProjectReference"),
            Is.Empty);
    }

    [Test]
    public void TheNamespaceIsTheFolder()
    {
        string root = Repository.Path("src/ClusterSim.Learning");
        IEnumerable<string> wrong =
            from path in Sources("ClusterSim.Learning")
            let folder = Path.GetDirectoryName(Path.GetRelativePath(root, path))!
            where !File.ReadLines(path).Contains($"namespace ClusterSim.Learning.{folder};")
            select path;
        Assert.That(wrong, Is.Empty);
    }

    // To accept a change, set CLUSTERSIM_UPDATE_SNAPSHOTS=1 and run this test.
    [Test]
    public void ThePublicApiIsTheCommittedOne()
    {
        string[] actual = [.. s_library.Lines()];
        if (Environment.GetEnvironmentVariable("CLUSTERSIM_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Repository.Path(Snapshot), string.Join('\n', actual) + "\n");
        }

        Assert.That(actual, Is.EqualTo(File.ReadAllText(Repository.Path(Snapshot)).TrimEnd('\n').Split('\n')));
    }

    [Test]
    public void NoForeignTypeShowsInAPublicSignature() => Assert.That(
        s_library.ForeignTypes().Where(shown => !shown.EndsWith("of ClusterSim", StringComparison.Ordinal)), Is.Empty);
}
