namespace ClusterSim.Tests.Behavior.Library;

/// <summary>
/// The page about the rule library says what the documents of the rules say. To make it anew, run these tests with the
/// environment variable CLUSTERSIM_UPDATE_SNAPSHOTS set to 1.
/// </summary>
public sealed class RuleLibraryPageTests
{
    [Test]
    public void ThePageAboutTheLibraryIsMadeFromItsDocuments()
    {
        string path = Repository.Path("docs/rule-library.md");
        string page = File.ReadAllText(path);
        int begin = page.IndexOf(RuleLibraryPage.Begin, StringComparison.Ordinal);
        Assert.That(begin, Is.Positive);
        Assert.That(page, Does.Contain($"{LibraryFile.All().Count()} rules about"));
        string expected = page[..(begin + RuleLibraryPage.Begin.Length)] + "\n" + RuleLibraryPage.Tables();
        if (Environment.GetEnvironmentVariable("CLUSTERSIM_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(expected));
    }
}
