namespace ClusterSim.Runner.Tests;

/// <summary>Parquet as a user of the console meets it.</summary>
public class ParquetTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void AConvertedTraceIsATraceAndConvertsBackToTheSameBytes()
    {
        string csv = Traces.Small(_folder), parquet = _folder["small2.parquet"];

        ToolRun.Good("convert", csv, "--to", "parquet", "--out", parquet);
        ToolRun.Good("convert", _folder["small2"], "--to", "csv", "--out", _folder["back.csv"]);

        Assert.That(File.ReadAllText(_folder["back.csv"]), Is.EqualTo(File.ReadAllText(csv)));
        Assert.That(ToolRun.Good("inspect", parquet).Out, Does.Contain("clustersim-jobs"));
    }

    [Test]
    public void ResultsInParquetAloneAreComparedAndReported()
    {
        Run("csv", "text");
        Run("parquet", "binary");

        Assert.That(Directory.GetFiles(_folder["binary"], "*.csv", SearchOption.AllDirectories), Is.Empty);
        Assert.That(
            ToolRun.Good("compare", _folder["binary"]).Out, Is.EqualTo(ToolRun.Good("compare", _folder["text"]).Out));
        ToolRun.Good("report", _folder["binary"]);
        Assert.That(
            File.ReadAllText(Path.Combine(_folder["binary"], "report.md")),
            Is.EqualTo(File.ReadAllText(Path.Combine(_folder["text"], "report.md"))));
    }

    [Test]
    public void EventsAreWrittenWhenAskedFor()
    {
        Run("both", "plain");
        Run("both", "events", "--events");

        Assert.That(Directory.GetFiles(_folder["plain"], "events.*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(
            Directory.GetFiles(Path.Combine(_folder["events"], "fifo"), "events.*").Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "events.jsonl", "events.parquet" }));
    }

    [Test]
    public void AForeignParquetFileIsRefusedByItsColumns()
    {
        Run("both", "out");
        string jobs = Path.Combine(_folder["out"], "fifo", "jobs.parquet");

        Assert.That(
            ToolRun.Bad(1, "inspect", jobs),
            Does.Contain("jobs.parquet: found no column 'instances'").And.Contain("exactly the columns job_id,"));
    }

    private void Run(string tables, string target, params string[] more) => ToolRun.Good(
        [
            "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo,fifo-skip", "--tables",
            tables, "--out", _folder[target], .. more,
        ]);
}
