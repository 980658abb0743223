using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClusterSim.Tests.HouseRules;

/// <summary>The expectations are the arrow rule of src/README.md.</summary>
public sealed class ArrowRuleTests
{
    private static IEnumerable<SourceFile> Library =>
        SourceTree.Code.Where(file => file.Path.StartsWith(ArrowRule.Library + "/", StringComparison.Ordinal));

    [Test]
    public void FoldersUseOnlyWhatStandsLeftOfThem() => Assert.That(ArrowRule.Violations(SourceTree.Code), Is.Empty);

    [Test]
    public void EveryFolderOfTheLibraryHasAPlaceInTheRule()
    {
        string[] known = [.. ArrowRule.Layers.SelectMany(layer => layer)];
        Assert.That(
            Library.Select(file => file.FolderBelow(ArrowRule.Library).Split('/')[0]).Distinct(),
            Is.SubsetOf(known));
    }

    [Test]
    public void TheNamespaceIsTheFolder()
    {
        IEnumerable<string> wrong =
            from project in new[] { "ClusterSim", "ClusterSim.Runner" }
            from file in SourceTree.Code
            where file.Path.StartsWith($"src/{project}/", StringComparison.Ordinal)
            let expected = $"{project}/{file.FolderBelow($"src/{project}")}".Trim('/').Replace('/', '.')
            from space in file.Syntax.Members.OfType<BaseNamespaceDeclarationSyntax>()
            where space.Name.ToString() != expected
            select $"{file.Path}: namespace {space.Name}, expected {expected}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void TheArchitecturePageNamesTheFoldersInTheOrderOfTheRule()
    {
        IEnumerable<string> rows = SourceTree
            .Text("src/README.md")
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);
        Assert.That(rows, Is.EqualTo(ArrowRule.Layers.SelectMany(layer => layer)));
    }

    [TestCase("using ClusterSim.Engine;\nnamespace ClusterSim.Traces;", TestName = "AUsingToTheRightIsFound")]
    [TestCase("namespace ClusterSim.Traces; class A { ClusterSim.Engine.B? b; }", TestName = "AQualifiedNameIsFound")]
    [TestCase("namespace ClusterSim.Traces; class A { Engine.B? b; }", TestName = "ANameOfTheSharedParentIsFound")]
    public void AUseToTheRightIsFound(string text)
    {
        SourceFile user = SourceFile.Parse("src/ClusterSim/Traces/A.cs", text);
        SourceFile used = SourceFile.Parse("src/ClusterSim/Engine/B.cs", "namespace ClusterSim.Engine; class B;");
        Assert.That(
            ArrowRule.Violations([user, used]),
            Has.Count.GreaterThan(0).And.All.Contains("Traces uses Engine"));
    }

    [Test]
    public void TracesAndBehaviorDoNotUseEachOther()
    {
        Assert.That(ArrowRule.MayUse("Traces", "Behavior"), Is.False);
        Assert.That(ArrowRule.MayUse("Behavior", "Traces"), Is.False);
        Assert.That(ArrowRule.MayUse("Behavior", "Events"), Is.True);
    }
}
