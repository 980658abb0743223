using System.Globalization;
using System.Xml.Linq;
using ClusterSim.Experiments;

namespace ClusterSim.Tests.Experiments;

/// <summary>The ranking of the policies of a small experiment, against sums over its job tables.</summary>
public sealed class RankingTablesTests
{
    private static readonly string _folder = Path.Combine(Path.GetTempPath(), $"ranking-{Guid.NewGuid():N}");

    private static string Out => Path.Combine(_folder, "out");

    [OneTimeSetUp]
    public void RunOnce()
    {
        string file = Path.Combine(_folder, "experiment.yaml");
        Directory.CreateDirectory(_folder);
        File.WriteAllText(file, """
            traces: [{generate: philly-shaped, set: {jobs: 120, jobs_per_hour: 60}}]
            platforms: gpus:2x32
            policies: [fifo, fifo-skip, sjf, ljf, saf, easy, tiresias, easy-batsched]
            seeds: [1..5]
            outputs: allocations
            tables: csv
            """);
        ExperimentRun.Execute(ExperimentSpec.Load(file), Out);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // Mean over five seeds of the mean of the column jct, summed up here from jobs.csv.
    [Test]
    public void MeanAndRatioAreThoseOfTheJobTables()
    {
        double fifo = MeanJct("fifo"), ljf = MeanJct("ljf");
        string[] row = Rows().Single(cells => cells[1] == "ljf");
        Assert.Multiple(() =>
        {
            Assert.That(Number(row[6]), Is.EqualTo(ljf).Within(1e-6));
            Assert.That(Number(row[7]), Is.EqualTo(ljf / fifo).Within(1e-9));
            Assert.That(Number(row[7]), Is.InRange(Number(row[8]), Number(row[9])));
        });
    }

    // On several nodes easy-batsched turns away jobs of several GPUs on one node, so that its mean is of other jobs.
    [Test]
    public void WhoDidNotEndAllJobsComesLastWhateverItsMean()
    {
        string[][] rows = [.. Rows()];
        double[] means = [.. rows.SkipLast(1).Select(row => Number(row[6]))];
        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.Length.EqualTo(8));
            Assert.That(rows[^1][1], Is.EqualTo("easy-batsched"));
            Assert.That(Number(rows[^1][4]), Is.LessThan(Number(rows[^1][3])));
            Assert.That(rows.SkipLast(1).All(row => row[3] == row[4]), Is.True);
            Assert.That(means, Is.Ordered);
        });
    }

    [Test]
    public void ThePictureHasADotForEachPolicyAndThoseLeftOutAreOpen()
    {
        XElement svg = XElement.Load(Path.Combine(Out, "ranking.svg"));
        XName circle = XName.Get("circle", "http://www.w3.org/2000/svg");
        string[] dots = [.. svg.Elements(circle).Select(dot => dot.Attribute("class")!.Value)];
        // One more explains the colour.
        Assert.That(dots.Count(dot => dot == "s0"), Is.EqualTo(7 + 1));
        Assert.That(dots.Count(dot => dot == "s0 open"), Is.EqualTo(1));
    }

    [Test]
    public void TheReportHasTheTable() => Assert.That(
        File.ReadAllText(Path.Combine(Out, "report.md")), Does.Contain("# All policies\n"));

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(Out, "ranking.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[5] == "mean_jct_seconds");

    private static double MeanJct(string policy) => Enumerable.Range(1, 5).Average(seed =>
    {
        string[][] rows =
        [
            .. File.ReadLines(Path.Combine(Out, $"seed{seed}-{policy}", "jobs.csv")).Select(line => line.Split(',')),
        ];
        int column = Array.IndexOf(rows[0], "jct");
        return rows.Skip(1).Average(row => Number(row[column]));
    });

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
