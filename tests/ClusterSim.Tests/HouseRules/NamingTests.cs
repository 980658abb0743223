using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClusterSim.Tests.HouseRules;

/// <summary>Names say what a thing is; words that say nothing, and marks of unfinished work, stay out.</summary>
public sealed partial class NamingTests
{
    // Put together here, so that this file does not hold them itself.
    private static readonly string[] s_unfinished = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X"];

    private static readonly string[] s_emptyWords =
    [
        "Helper",
        "Helpers",
        "Manager",
        "Managers",
        "Util",
        "Utils",
        "Utility",
        "Utilities",
    ];

    // Each clashes with a type of the framework that every reader knows.
    private static readonly string[] s_clashes =
    [
        "Task",
        "Process",
        "Environment",
        "Monitor",
        "Event",
        "Timeout",
        "Timer",
    ];

    private static IEnumerable<SourceFile> Sources =>
        SourceTree.Code.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    [Test]
    public void AFileHoldsAtMostOnePublicTypeAndIsNamedAfterIt()
    {
        IEnumerable<string> wrong =
            from file in Sources
            let open = file
                .TopLevelTypes.Where(type => type.Modifiers.Any(word => word.IsKind(SyntaxKind.PublicKeyword)))
                .Select(SourceFile.NameOf)
                .Distinct()
                .ToArray()
            let names = open.Length > 0 ? open : [.. file.TopLevelTypes.Select(SourceFile.NameOf)]
            where open.Length > 1 || (names.Length > 0 && !names.Contains(file.Name))
            select $"{file.Path}: {string.Join(", ", names)}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void TypeNamesSayWhatTheTypeIs()
    {
        IEnumerable<string> wrong =
            from file in SourceTree.Code
            from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            let name = type.Identifier.ValueText
            where s_clashes.Contains(name) || Words().Matches(name).Any(word => s_emptyWords.Contains(word.Value))
            select $"{file.Path}: {name}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void NothingIsMarkedAsUnfinished()
    {
        IEnumerable<string> wrong =
            from path in SourceTree.Files(
                ".cs",
                ".md",
                ".yaml",
                ".yml",
                ".props",
                ".csproj",
                ".sh",
                ".js",
                ".css",
                ".html")
            from word in s_unfinished
            where Regex.IsMatch(SourceTree.Text(path), $@"\b{word}\b")
            select $"{path}: {word}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void SimSharpIsNamedOnlyInItsOptInProject()
    {
        IEnumerable<string> wrong =
            from file in SourceTree.Code
            where !file.Path.StartsWith("src/ClusterSim.SimSharp/", StringComparison.Ordinal)
            from directive in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>()
            where directive.NamespaceOrType.ToString().StartsWith("SimSharp", StringComparison.Ordinal)
            select $"{file.Path}: {directive}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void WordsOfANameAreToldApart() =>
        Assert.That(
            Words().Matches("GpuUtilizationUtil2").Select(word => word.Value),
            Is.EqualTo(new[] { "Gpu", "Utilization", "Util" }));

    [GeneratedRegex("[A-Z][a-z]*")]
    private static partial Regex Words();
}
