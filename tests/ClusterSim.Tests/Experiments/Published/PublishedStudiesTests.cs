using ClusterSim.Experiments;
using ClusterSim.Experiments.Fidelity;
using ClusterSim.Experiments.Published;

namespace ClusterSim.Tests.Experiments.Published;

/// <summary>The registry, and the pages that were made from it.</summary>
public sealed class PublishedStudiesTests
{
    private static string[] Names => [.. PublishedStudies.All.Select(study => study.Name)];

    // Studies with data that take seconds only; 'clustersim reproduce' runs them all.
    private static readonly string[] s_quick =
        [
            "energy", "gpu-frequency", "rlscheduler-lublin-1", "gittins", "tiresias-simulator", "lucid-simulator",
            "pai-simulator",
        ];

    private static IEnumerable<TestCaseData> Quick => PublishedStudies.All
        .Where(study => study.Data.IsEmpty || s_quick.Contains(study.Name))
        .Select(study => new TestCaseData(study).SetArgDisplayNames(study.Name));

    [Test]
    public void NamesAreUniqueAndFitForFiles() => Assert.Multiple(() =>
    {
        Assert.That(Names, Is.Unique);
        Assert.That(Names, Has.All.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
    });

    [Test]
    public void EveryStudySaysWhereItComesFromAndWhatWasRun() => Assert.That(
        PublishedStudies.All, Has.All.Matches<PublishedStudy>(study =>
            study is { Title.Length: > 0, Source.Length: > 0, Protocol.Length: > 0 }
            && study.Data.All(file => file.Origin.Length > 0)));

    [TestCaseSource(nameof(Quick))]
    public void AQuickStudyGivesThePageThatIsShown(PublishedStudy study)
    {
        string data = Repository.Root;
        foreach (PublishedFile file in study.Data)
        {
            data = SharedData.Path(file.Path)[..^file.Path.Length];
        }

        StudyOutcome outcome = study.Run(data);
        Assert.That(outcome.IsGood, Is.True, StudyTable.Text(outcome));
        Assert.That(File.ReadAllText(Page(study.Name)), Is.EqualTo(StudyPage.Text(outcome)), "make the page again");
    }

    [Test]
    public void EveryPageHasItsStudy()
    {
        string[] others = ["README", "job-by-job"];
        var pages = Directory.GetFiles(Repository.Path("docs/fidelity"), "*.md")
            .Select(Path.GetFileNameWithoutExtension).Except(others);
        Assert.That(pages, Is.SubsetOf(Names));
    }

    [Test]
    public void TheIndexIsThatOfThePages()
    {
        string index = File.ReadAllText(Page("README"));
        string made = FidelityFolder.IndexText(Repository.Path("docs/fidelity"));
        Assert.That(made, Is.EqualTo(index), "make the index again");
    }

    [Test]
    public void NamesMeanStudiesPeersCasesOrGroups()
    {
        int studies = PublishedStudies.All.Length, schedules = PeerSchedules.All.Length;
        Assert.Multiple(() =>
        {
            Assert.That(Counts("all"), Is.EqualTo((studies, schedules)));
            Assert.That(Counts("published"), Is.EqualTo((studies, 0)));
            Assert.That(Counts("job-by-job"), Is.EqualTo((0, schedules)));
            Assert.That(Counts("backfilling", "accasim/hpc2n_3k-fifo"), Is.EqualTo((1, 1)));
            Assert.That(
                () => Reproduction.Find(["backfiling"]),
                Throws.TypeOf<ExperimentException>().With.Message.Contains("did you mean 'backfilling'"));
        });
    }

    private static (int Studies, int Schedules) Counts(params string[] names)
    {
        Reproduction found = Reproduction.Find(names);
        return (found.Studies.Length, found.Schedules.Length);
    }

    private static string Page(string name) => Repository.Path($"docs/fidelity/{name}.md");
}
