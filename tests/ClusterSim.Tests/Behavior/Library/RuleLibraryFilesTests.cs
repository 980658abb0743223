using System.Text.RegularExpressions;
using ClusterSim.Behavior.Rules;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>What must hold of every file of the rule library, whoever adds one.</summary>
public sealed partial class RuleLibraryFilesTests
{
    private static readonly LibraryFile[] s_files = [.. LibraryFile.All()];

    private static IEnumerable<string> Names() => s_files.Select(file => file.Name);

    [Test]
    public void TheLibraryHasThirtyRulesOrMoreAndNoIdentifierTwice()
    {
        RuleSet library = CreRules.Load(LibraryFile.Folder);
        Assert.Multiple(() =>
        {
            Assert.That(library.Rules, Has.Length.EqualTo(s_files.Length).And.Length.GreaterThanOrEqualTo(30));
            Assert.That(library.Rules.Select(rule => rule.CreId), Is.Unique);
            Assert.That(library.Rules.Select(rule => rule.RuleId), Is.Unique);
            Assert.That(Names(), Is.Unique);
            Assert.That(library.FilesWithoutRules.Select(Path.GetFileName), Is.EquivalentTo(
                new[] { "categories.yaml", "community.yaml", "tags.yaml" }));
        });
    }

    [TestCaseSource(nameof(Names))]
    public void ARuleHasTwoStreamsThatHitAndThreeThatDoNot(string name)
    {
        RuleCase[] cases = [.. RuleCases.Of(name)];
        Assert.Multiple(() =>
        {
            Assert.That(cases.Count(one => one.MustHit), Is.GreaterThanOrEqualTo(2));
            Assert.That(cases.Count(one => !one.MustHit), Is.GreaterThanOrEqualTo(3));
        });
    }

    [TestCaseSource(nameof(Names))]
    public void ARuleNamesItsSourceItsThresholdAndWhatExcuses(string name)
    {
        LibraryFile file = LibraryFile.Of(name);
        YamlSequenceNode references = (YamlSequenceNode)file.Rule["cre"]["references"];
        bool excuses = file.Pattern.Children.ContainsKey("negate");
        Assert.Multiple(() =>
        {
            Assert.That(
                references.Children.Select(node => node.ToString()), Is.Not.Empty.And.All.StartsWith("https://"));
            Assert.That(file.Text, Does.Match("(?m)^# Thresholds?( and window)?: |^# Window: "));
            Assert.That(
                excuses || file.Text.Contains("# No negative condition: ", StringComparison.Ordinal),
                "a negative condition, or '# No negative condition: ' with the reason");
            Assert.That(
                file.Text, Does.Match(@"(?m)^      # .+\n(      # .+\n)*      confidence: "), "why this confidence");
        });
    }

    [TestCaseSource(nameof(Names))]
    public void ARuleIsDescribedInFull(string name)
    {
        LibraryFile file = LibraryFile.Of(name);
        string[] texts = ["title", "category", "author", "description", "cause", "impact", "mitigation"];
        Assert.Multiple(() =>
        {
            Assert.That(file.Cre("id"), Does.Match("^CLUSTERSIM-2026-[0-9]{4}$"));
            Assert.That(texts.Select(file.Cre), Has.All.Not.Empty);
            Assert.That(int.Parse(file.Cre("severity")), Is.InRange(0, 4));
            Assert.That(int.Parse(file.Cre("impactScore")), Is.InRange(1, 10));
            Assert.That(int.Parse(file.Cre("mitigationScore")), Is.InRange(1, 10));
            Assert.That(file.Rule["metadata"]["id"].ToString(), Does.Match("^[1-9A-Za-z]{12,}$"));
            Assert.That(CreRules.Load(file.Path).Rules.Single().Action, Is.Not.Null);
        });
    }

    // The checks are those of the community's compiler, stage by stage, as far as LoadForLogs reproduces them; its
    // bound of 1 for anchors is looked at here, because it is the number of terms there.
    [TestCaseSource(nameof(Names))]
    public void TheCommunitysLoaderAcceptsARule(string name)
    {
        LibraryFile file = LibraryFile.Of(name);
        IEnumerable<int> anchors = Anchor().Matches(file.Text).Select(match => int.Parse(match.Groups[1].Value));
        Assert.Multiple(() =>
        {
            Assert.That(CreRules.LoadForLogs(file.Path).Rules.Single().CreId, Is.EqualTo(file.Cre("id")));
            Assert.That(anchors, Has.All.LessThanOrEqualTo(1));
        });
    }

    [TestCaseSource(nameof(Names))]
    public void CategoryAndTagsStandInATaxonomy(string name)
    {
        HashSet<string> known = [.. NamesIn(LibraryFile.Folder), .. NamesIn(Community)];
        LibraryFile file = LibraryFile.Of(name);
        IEnumerable<string> tags = ((YamlSequenceNode)file.Rule["cre"]["tags"]).Children.Select(tag => tag.ToString());
        Assert.That(tags.Append(file.Cre("category")), Is.SubsetOf(known));
    }

    [Test]
    public void OurTaxonomyRepeatsNoNameOfTheCommunitys()
    {
        string[] ours = [.. NamesIn(LibraryFile.Folder)];
        Assert.That(ours, Is.Unique.And.No.AnyOf(NamesIn(Community).Cast<object>().ToArray()));
    }

    // The examples of experiments/rules are the library's own, word for word.
    [Test]
    public void TheExamplesAreCopiesOfTheLibrarysRules()
    {
        string[] examples = Directory.GetFiles(Repository.Path("experiments/rules"), "*.yaml");
        Assert.That(examples, Has.Length.EqualTo(3));
        foreach (string example in examples)
        {
            Assert.That(
                File.ReadAllText(example),
                Is.EqualTo(LibraryFile.Of(Path.GetFileNameWithoutExtension(example)).Text));
        }
    }

    [Test]
    public void TheLibraryStandsBesideTheProgramUnderItsName()
    {
        Assert.That(RuleLibrary.Folder, Does.StartWith(AppContext.BaseDirectory));
        Assert.That(
            CreRules.Load(RuleLibrary.GpuClusters).Rules.Select(rule => rule.CreId),
            Is.EqualTo(CreRules.Load(LibraryFile.Folder).Rules.Select(rule => rule.CreId)));
    }

    private static string Community =>
        Path.GetFullPath(Path.Combine(SharedData.Path("cre/fetched/tags/tags.yaml"), "..", ".."));

    private static IEnumerable<string> NamesIn(string folder) =>
        Directory.GetFiles(Path.Combine(folder, "tags"), "*.yaml").SelectMany(File.ReadLines)
            .Select(line => TaxonomyName().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"anchor: (\d+)")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"^\s*- name: (\S+)")]
    private static partial Regex TaxonomyName();
}
