using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClusterSim.Tests.HouseRules;

/// <summary>Which folder of the library may use which, and who breaks that.</summary>
internal static class ArrowRule
{
    public const string Library = "src/ClusterSim";

    /// <summary>From left to right; folders of one layer do not use each other.</summary>
    public static readonly string[][] Layers =
    [
        ["Time"],
        ["Randomness"],
        ["Statistics"],
        ["Optimization"],
        ["Tables"],
        ["Signals"],
        ["Events"],
        ["Workloads"],
        ["Platforms"],
        ["Journals"],
        ["Traces", "Behavior"],
        ["Scheduling"],
        ["Engine"],
        ["Impact"],
        ["Reports"],
        ["Experiments"],
    ];

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static bool MayUse(string folder, string used) => folder == used || Layer(used) < Layer(folder);

    /// <summary>One line for each use of a folder that does not stand left of the user.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files)
    {
        SourceFile[] library = [.. files.Where(file => file.Path.StartsWith(Library + "/", StringComparison.Ordinal))];
        CSharpCompilation compilation = Compile(library);
        SortedSet<string> found = new(StringComparer.Ordinal);
        foreach (SourceFile file in library)
        {
            string folder = file.FolderBelow(Library).Split('/')[0];
            SemanticModel model = compilation.GetSemanticModel(file.Tree);
            foreach ((string used, SyntaxNode where) in Uses(file, model).Where(use => !MayUse(folder, use.Folder)))
            {
                found.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file.Path}:{file.LineOf(where)}: {folder} uses {used} ({where})"));
            }
        }

        return [.. found];
    }

    private static IEnumerable<(string Folder, SyntaxNode Where)> Uses(SourceFile file, SemanticModel model)
    {
        // A using directive counts even where only a comment needs it; names are resolved, because code in the
        // namespace ClusterSim.X reaches ClusterSim.Y without any using.
        foreach (UsingDirectiveSyntax directive in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>())
        {
            if (FolderOf(directive.NamespaceOrType.ToString()) is { } folder)
            {
                yield return (folder, directive.NamespaceOrType);
            }
        }

        foreach (SimpleNameSyntax name in file.Syntax.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
            INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            if (type is not null && FolderOf(type.ContainingNamespace.ToDisplayString()) is { } folder)
            {
                yield return (folder, name);
            }
        }
    }

    private static string? FolderOf(string name)
    {
        string[] parts = name.Split('.');
        return parts is ["ClusterSim", _, ..] && Layer(parts[1]) >= 0 ? parts[1] : null;
    }

    private static int Layer(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));

    private static CSharpCompilation Compile(IEnumerable<SourceFile> files)
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<MetadataReference> references = platform
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("ClusterSim", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        IEnumerable<SyntaxTree> trees = files
            .Select(file => file.Tree)
            .Prepend(CSharpSyntaxTree.ParseText(ImplicitUsings, SourceTree.ParseOptions));
        return CSharpCompilation.Create("ClusterSim", trees, references, new(OutputKind.DynamicallyLinkedLibrary));
    }
}
