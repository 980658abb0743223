using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClusterSim.Tests.HouseRules;

/// <summary>
/// The limits come from the project's style: they are where a file or a method stops being one idea. Where something
/// shrank, CLUSTERSIM_UPDATE_SNAPSHOTS=1 lowers the entries of ratchet.txt when these tests run.
/// </summary>
public sealed class LengthTests
{
    private const int FileLines = 400,
        MethodLines = 60,
        Columns = 120;

    [Test]
    public void FilesAreShort() =>
        AssertWithin("file-lines", FileLines, SourceTree.Code.Select(file => (file.Path, file.Lines.Count)));

    [Test]
    public void MethodsFitAScreen() => AssertWithin("method-lines", MethodLines, SourceTree.Code.SelectMany(Methods));

    [Test]
    public void LinesAreNotTooWide() =>
        AssertWithin("wide-lines", 0, SourceTree.Code.Select(file => (file.Path, WideLines(file))));

    [Test]
    public void ALongMethodIsMeasuredFromItsNameToItsLastBrace()
    {
        // Lines 2 to 5 of the text: the doc comment does not count.
        SourceFile file = SourceFile.Parse("A.cs", "class A {\n/// <summary>S</summary>\nvoid B()\n{\n  B();\n}\n}");
        Assert.That(Methods(file), Is.EqualTo(new[] { ("A.cs:B", 4) }));
    }

    [Test]
    public void TheRatchetHoldsGrowthAndAsksForShrinking()
    {
        Ratchet ratchet = new(["# comment", "file-lines a.cs 500", "file-lines b.cs 500"]);
        Assert.That(
            ratchet.Violations("file-lines", 400, [("a.cs", 501), ("b.cs", 450), ("c.cs", 401), ("d.cs", 400)]),
            Is.EqualTo(
                new[]
                {
                    "a.cs: file-lines is 501, allowed 500",
                    "c.cs: file-lines is 401, allowed 400",
                    "b.cs: file-lines shrank to 450; lower 500 in ratchet.txt",
                }));
    }

    private static void AssertWithin(string rule, int limit, IEnumerable<(string Item, int Value)> measured)
    {
        (string, int)[] all = [.. measured];
        if (PublicApiTests.UpdateSnapshots)
        {
            Ratchet.Lower(rule, limit, all);
        }

        Assert.That(Ratchet.Committed.Violations(rule, limit, all), Is.Empty);
    }

    private static int WideLines(SourceFile file) => file.Lines.Count(line => line.Length > Columns);

    private static IEnumerable<(string Item, int Lines)> Methods(SourceFile file)
    {
        foreach (SyntaxNode node in file.Syntax.DescendantNodes())
        {
            string? name = node switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
                BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => node.Kind().ToString(),
                _ => null,
            };
            if (name is not null)
            {
                FileLinePositionSpan span = file.Tree.GetLineSpan(node.Span);
                yield return ($"{file.Path}:{name}", span.EndLinePosition.Line - span.StartLinePosition.Line + 1);
            }
        }
    }
}
