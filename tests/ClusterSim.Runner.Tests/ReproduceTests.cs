using System.Globalization;

namespace ClusterSim.Runner.Tests;

/// <summary>The verb <c>reproduce</c>, and the runs that a user makes instead.</summary>
public sealed class ReproduceTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void WithoutANameTheCasesAreListed() => Assert.That(
        ToolRun.Good("reproduce").Out, Does.Contain("\npai-sim/pai2k_g650_fifo").And.Contain("; ours: fifo-pai\n"));

    [Test]
    public void TheDataMustBeNamed() => Assert.That(
        ToolRun.Bad(ExitCode.Usage, "reproduce", "all"),
        Does.Contain("found no --data").And.Contain("do not come with this program"));

    [Test]
    public void DataThatAreNotThereAreTold() => Assert.That(
        ToolRun.Bad(ExitCode.BadInput, "reproduce", "raps", "--data", _folder["nowhere"]),
        Does.Contain("raps_hpc2n300.swf: found no such file"));

    [Test]
    public void AnUnknownNameIsQuoted() => Assert.That(
        ToolRun.Bad(ExitCode.BadInput, "reproduce", "rapz", "--data", "."),
        Does.Contain("found 'rapz', expected one of"));

    [Test]
    public void ACaseIsComparedAndThePageWritten()
    {
        ToolRun run = ToolRun.Good("reproduce", "raps", "--data", Data(), "--out", _folder["page"]);
        Assert.That(run.Out, Does.Contain("raps/hpc2n300_fcfs-none: 300 of 300 jobs equal, largest difference 0 s"));
        Assert.That(File.ReadAllText(_folder["page/job-by-job.md"]), Does.Contain("| 300 | 300 | 0 |"));
    }

    [Test]
    public void AStudyIsShownAndItsPagesWritten()
    {
        ToolRun run = ToolRun.Good("reproduce", "backfilling", "--data", ".", "--out", _folder["page"]);
        Assert.That(run.Out, Does.Contain("start (s)  easy, job 3          23         23        0 %        yes"));
        string[] files = ["README.md", "backfilling.json", "backfilling.md", "backfilling.svg"];
        Assert.That(Directory.GetFiles(_folder["page"]).Select(Path.GetFileName).Order(), Is.EqualTo(files));
    }

    [Test]
    public void AllTakesWhatIsThereAndSaysWhatIsNot()
    {
        Directory.CreateDirectory(_folder["empty"]);
        ToolRun run = ToolRun.Good("reproduce", "all", "--data", _folder["empty"]);
        Assert.That(run.Out, Does.Contain("backfilling: Backfilling by the book"));
        Assert.That(run.Error, Does.Contain(
            "notice: raps/hpc2n300_fcfs-none was not run: ").And.Contain("has no peers/inputs/raps_hpc2n300.swf"));
    }

    [TestCase("pai-sim/openb1500_10n8_fifo_smallidle.csv", "--trace=openb1500.csv.gz", "--platform=pools:10x8+96",
        "--policy=fifo-pai", "--set=node_order=smallidle", "--filter=read-as=pai-sim",
        "--filter=arrivals-per-minute=1000")]
    [TestCase("raps/hpc2n300_fcfs-none.csv", "--trace=raps_hpc2n300.swf", "--platform=cores:128",
        "--policy=fcfs-raps", "--option=overheads.start_up=1s", "--option=horizon=1468799s")]
    public void AUserGetsThePeersScheduleFromRun(string schedule, params string[] options)
    {
        string[] args =
        [
            "run", "--out", _folder["out"],
            .. options.Select(option => option.Replace("--trace=", $"--trace={Data()}/peers/inputs/")),
        ];
        ToolRun.Good(args);
        string table = Directory.GetFiles(_folder["out"], "jobs.csv", SearchOption.AllDirectories).Single();
        Dictionary<string, (double, double)> ours = Times(table, "start_time", "end_time");
        foreach ((string job, (double, double) times) in Times($"{Data()}/peers/{schedule}", "start", "finish"))
        {
            Assert.That(ours[job], Is.EqualTo(times), $"job {job}");
        }
    }

    private static Dictionary<string, (double Start, double End)> Times(string file, string start, string end)
    {
        string[][] rows = [.. File.ReadAllLines(file).Select(line => line.Split(','))];
        int[] at = [.. new[] { "job_id", start, end }.Select(name => Array.IndexOf(rows[0], name))];
        return rows.Skip(1).Where(row => row[at[2]].Length > 0)
            .ToDictionary(row => row[at[0]], row => (Number(row[at[1]]), Number(row[at[2]])));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Data()
    {
        string path = Path.Combine(Repository.Root, "..", "shared", "data");
        if (!Directory.Exists(Path.Combine(path, "peers")))
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Null.Or.Empty, "the shared data is not there");
            Assert.Ignore("the shared data is not there");
        }

        return path;
    }
}
