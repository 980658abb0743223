using System.Text.Json;
using System.Xml.Linq;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Published;
using ClusterSim.Statistics;
using ClusterSim.Tests.Reports;

namespace ClusterSim.Tests.Experiments.Published;

/// <summary>How published numbers are judged and shown; all expected texts are written by hand.</summary>
public sealed class StudyTests
{
    private const string Page =
        """
        # Four rows | one of each kind

        Source: Nobody, Nowhere 2026.

        Nothing is run.

        SUMMARY

        | metric | where | published | obtained | interval | deviation | tolerance | agrees |
        |---|---|---|---|---|---|---|---|
        | mean (s) | passes | 10 | 10.04 |  | +0.4 % | ±0.05 | yes |
        | mean (s) | is explained | 10 | 12 |  | +20 % | ±5 % | no, explained |
        | mean (s) | fails | -4 | -5 |  | -25 % | ±5 % | NO |
        | mean (s) | is shown | – | 7 | 6.5 to 7.25 | – | ±5 % | not judged |

        ![Deviation of our numbers from the published ones](tiny.svg)

        ## Tolerances

        - ±0.05: printed with 1 decimals (1 rows).
        - ±5 %: three seeds (3 rows).

        ## Notes

        - mean (s), is explained: the trace | was cut

        ## Data

        | file below DIR | get it from |
        |---|---|
        | `tiny/trace.csv` | example.org, folder tiny |

        Seeds: 42, 43.

        ## Make this page

        ```text
        clustersim reproduce tiny --data DIR --out docs/fidelity
        ```

        [All studies](README.md)

        """;

    private const string Summary =
        "1 of 3 numbers agree; 1 outside the tolerance and explained below; 1 outside without an explanation; "
        + "1 shown, not judged.";

    private ScratchFolder _data = null!;

    [SetUp]
    public void MakeData()
    {
        _data = new ScratchFolder();
        Directory.CreateDirectory(Path.Combine(_data.Path, "tiny"));
        File.WriteAllText(Path.Combine(_data.Path, TinyStudy.File), "abc");
    }

    [TearDown]
    public void RemoveData() => _data.Dispose();

    [Test]
    public void ARowIsJudgedByItsToleranceAndItsNote() => Assert.That(
        Outcome().Rows.Select(row => row.Verdict),
        Is.EqualTo([RowVerdict.Passed, RowVerdict.Explained, RowVerdict.Failed, RowVerdict.NotJudged]));

    [Test]
    public void AMissWithoutANoteMakesAStudyFailAndAnExplainedOneDoesNot()
    {
        StudyOutcome outcome = Outcome();
        Assert.That(outcome.IsGood, Is.False);
        Assert.That((outcome with { Rows = outcome.Rows.RemoveAt(2) }).IsGood, Is.True);
    }

    // 100 and 97: 3 %. Half a unit of the last of two decimals is 0.005.
    [TestCase(97, 0.03, ExpectedResult = RowVerdict.Passed)]
    [TestCase(97, 0.0299, ExpectedResult = RowVerdict.Failed)]
    [TestCase(103, 0.03, ExpectedResult = RowVerdict.Passed)]
    [TestCase(double.NaN, 0.03, ExpectedResult = RowVerdict.Failed)]
    public RowVerdict ARelativeToleranceIsAShareOfThePublishedNumber(double obtained, double share) =>
        (TinyStudy.Row("", 100, obtained) with { Tolerance = Tolerance.Relative(share, "") }).Verdict;

    [TestCase(5.005, 2, ExpectedResult = RowVerdict.Passed)]
    [TestCase(5.0051, 2, ExpectedResult = RowVerdict.Failed)]
    [TestCase(5.4, 0, ExpectedResult = RowVerdict.Passed)]
    public RowVerdict PrintedDecimalsCountHalfAUnitOfTheLast(double obtained, int decimals) =>
        (TinyStudy.Row("", 5, obtained) with { Tolerance = Tolerance.Decimals(decimals) }).Verdict;

    [TestCase(4, 6, ExpectedResult = RowVerdict.Passed)]
    [TestCase(5, 6, ExpectedResult = RowVerdict.Passed)]
    [TestCase(5.1, 6, ExpectedResult = RowVerdict.Failed)]
    public RowVerdict AnIntervalMustHoldThePublishedNumber(double low, double high) => (TinyStudy.Row("", 5, 5.5) with
    {
        Tolerance = Tolerance.WithinInterval("ten seeds"),
        Interval = new ConfidenceInterval(5.5, low, high),
    }).Verdict;

    [Test]
    public void ThePageShowsEveryRowAndWhyItDiffers() => Assert.That(
        StudyPage.Text(Outcome()), Is.EqualTo(Page.Replace("SUMMARY", Summary)));

    [Test]
    public void TheJsonHoldsRowsCountsAndChecksums()
    {
        using JsonDocument json = JsonDocument.Parse(StudyJson.Text(Outcome()));
        JsonElement root = json.RootElement, row = root.GetProperty("rows")[2];
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("passed").GetInt32(), Is.EqualTo(1));
            Assert.That(root.GetProperty("failed").GetInt32(), Is.EqualTo(1));
            Assert.That(row.GetProperty("published").GetDouble(), Is.EqualTo(-4));
            Assert.That(row.GetProperty("deviation").GetDouble(), Is.EqualTo(-0.25));
            Assert.That(row.GetProperty("verdict").GetString(), Is.EqualTo("failed"));
            // SHA-256 of "abc", FIPS 180-2, appendix B.1.
            Assert.That(
                root.GetProperty("data")[0].GetProperty("sha256").GetString(),
                Is.EqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        });
    }

    // 25 % is the largest deviation: the picture reaches to 50 %. Labels end at 430, and half a picture is
    // (900 - 430 - 40) / 2 = 215 wide; +20 % lies 0.4 of it right of 655, -25 % half of it left.
    [Test]
    public void ThePictureShowsEachPublishedRowWhereItDeviates()
    {
        XElement svg = XElement.Parse(StudyPicture.Svg(Outcome()));
        XName circle = XName.Get("circle", "http://www.w3.org/2000/svg");
        Assert.That(
            svg.Elements(circle).Select(dot => $"{dot.Attribute("class")!.Value} {dot.Attribute("cx")!.Value}"),
            Is.EqualTo(["passed 656.7", "explained 741", "failed 547.5"]));
    }

    [Test]
    public void TheConsoleShowsTheSameInColumns() => Assert.That(
        StudyTable.Text(Outcome()).Split('\n'),
        Does.Contain("  metric    where         published  obtained  deviation  agrees")
            .And.Contain("  mean (s)  fails         -4         -5        -25 %      NO")
            .And.Contain("  explained: the trace | was cut"));

    [Test]
    public void MissingDataAreNamedWithWhereToGetThem()
    {
        File.Delete(Path.Combine(_data.Path, TinyStudy.File));
        ExperimentException error = Assert.Throws<ExperimentException>(() => TinyStudy.Study.Run(_data.Path))!;
        Assert.That(error.Problems.Single().ToString(), Is.EqualTo(
            $"{Path.Combine(_data.Path, TinyStudy.File)}: found no such file, but 'tiny' needs it; get it from "
            + "example.org, folder tiny"));
    }

    private StudyOutcome Outcome() => TinyStudy.Study.Run(_data.Path);
}
