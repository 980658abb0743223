using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClusterSim.Tests.HouseRules;

/// <summary>A parsed C# file of the repository.</summary>
/// <param name="Path">Path relative to the root, with forward slashes.</param>
/// <param name="Tree">Its syntax.</param>
internal sealed record SourceFile(string Path, SyntaxTree Tree)
{
    public static SourceFile Parse(string path, string text) =>
        new(path, CSharpSyntaxTree.ParseText(text, SourceTree.ParseOptions, path));

    public CompilationUnitSyntax Syntax => Tree.GetCompilationUnitRoot();

    /// <summary>Name without folders and extensions: <c>JobTests</c> for <c>a/JobTests.Ties.cs</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>
    /// The folder below a prefix, e.g. <c>Behavior/Rules</c> for <c>src/ClusterSim/Behavior/Rules/RuleSet.cs</c>.
    /// </summary>
    public string FolderBelow(string prefix) =>
        System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/')[prefix.Length..].Trim('/');

    public IReadOnlyList<string> Lines => [.. Tree.GetText().Lines.Select(line => line.ToString())];

    /// <summary>Types that are not nested in another one, delegates and enumerations among them.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Syntax
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    public static string NameOf(MemberDeclarationSyntax type) =>
        type switch
        {
            BaseTypeDeclarationSyntax declared => declared.Identifier.ValueText,
            DelegateDeclarationSyntax declared => declared.Identifier.ValueText,
            _ => throw new ArgumentException($"{type.Kind()} is not a type.", nameof(type)),
        };

    public int LineOf(SyntaxNode node) => Tree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
}
