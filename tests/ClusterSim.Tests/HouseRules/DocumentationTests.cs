namespace ClusterSim.Tests.HouseRules;

/// <summary>A page that points to nowhere, or shows code that does not compile, is wrong like any other code.</summary>
public sealed class DocumentationTests
{
    private static IReadOnlyList<MarkdownPage> Pages =>
        [.. SourceTree.Files(".md").Select(path => new MarkdownPage(path, SourceTree.Text(path)))];

    [Test]
    public void EveryLinkLeadsSomewhere() => Assert.That(Pages.SelectMany(Broken), Is.Empty);

    [Test]
    public void EveryExampleInCSharpIsARegionOfATest()
    {
        string[] regions =
        [
            .. SourceTree
                .Code.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal))
                .SelectMany(file => Regions(file.Lines)),
        ];
        IEnumerable<string> untested =
            from page in Pages
            from block in page.Blocks
            where block.Language is "csharp" or "cs" or "c#" && !regions.Contains(block.Code.Trim())
            select $"{page.Path}: {block.Code.Split('\n')[0]}";
        Assert.That(untested, Is.Empty);
    }

    [Test]
    public void EveryPageIsReachedFromTheReadme()
    {
        Dictionary<string, MarkdownPage> pages = Pages.ToDictionary(page => page.Path);
        SortedSet<string> reached = new(StringComparer.Ordinal);
        Queue<string> open = new(["README.md"]);
        while (open.TryDequeue(out string? path))
        {
            if (pages.TryGetValue(path, out MarkdownPage? page) && reached.Add(path))
            {
                page.Links.Select(link => Resolve(path, link.Split('#')[0])).ToList().ForEach(open.Enqueue);
            }
        }

        Assert.That(pages.Keys.Except(reached), Is.Empty);
    }

    [TestCase("[x](nowhere.md)")]
    [TestCase("[x](#no-such-heading)")]
    [TestCase("![x](images/none.png \"title\")")]
    public void ABrokenLinkIsFound(string text) =>
        Assert.That(Broken(new MarkdownPage("docs/README.md", "# Title\n" + text)), Has.Exactly(1).Items);

    [Test]
    public void LinksInCodeAndToTheWebAreNotLookedUp() =>
        Assert.That(
            Broken(
                new MarkdownPage(
                    "a.md",
                    "# A title, here\n`[x](y)`\n```\n[x](y)\n```\n[a](https://b.c) [d](#a-title-here)")),
            Is.Empty);

    [Test]
    public void ARegionIsFoundWithoutItsIndentation() =>
        Assert.That(
            Regions(["{", "    #region Sample", "    int a = 1;", "", "      a++;", "    #endregion", "}"]),
            Is.EqualTo(new[] { "int a = 1;\n\n  a++;" }));

    private static IEnumerable<string> Broken(MarkdownPage page)
    {
        foreach (string link in page.Links)
        {
            string[] parts = link.Split('#');
            string target = parts[0].Length == 0 ? page.Path : Resolve(page.Path, parts[0]);
            bool isThere = parts[0].Length == 0 || Path.Exists(Repository.Path(target));
            if (isThere && parts.Length == 2 && target.EndsWith(".md", StringComparison.Ordinal))
            {
                MarkdownPage aim = parts[0].Length == 0 ? page : new MarkdownPage(target, SourceTree.Text(target));
                isThere = aim.Anchors.Contains(parts[1]);
            }

            if (!isThere)
            {
                yield return $"{page.Path}: {link}";
            }
        }
    }

    private static string Resolve(string page, string link) =>
        Path.GetRelativePath(
                Repository.Root,
                Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link)))
            .Replace('\\', '/');

    private static IEnumerable<string> Regions(IReadOnlyList<string> lines)
    {
        for (int first = 0; first < lines.Count; first++)
        {
            if (lines[first].TrimStart().StartsWith("#region", StringComparison.Ordinal))
            {
                string[] body = [.. lines.Skip(first + 1).TakeWhile(line => line.Trim() != "#endregion")];
                int indent = body.Where(line => line.Length > 0)
                    .Select(line => line.Length - line.TrimStart().Length)
                    .DefaultIfEmpty(0)
                    .Min();
                yield return string.Join('\n', body.Select(line => line.Length > indent ? line[indent..] : "")).Trim();
            }
        }
    }
}
