using ClusterSim.Engine;
using ClusterSim.Reports;
using ClusterSim.Tests.Tables.Parquet;

namespace ClusterSim.Tests.Reports;

/// <summary>The forms of the tables of a run; what is in the Parquet files is told by DuckDB.</summary>
[TestFixture]
internal sealed class ResultTablesTests
{
    private static readonly string[] s_tables = ["jobs", "usage", "allocations", "series", "nodes", "users"];
    private ScratchFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new ScratchFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(ResultTables.Standard, "csv csv csv csv csv csv", "parquet")]
    [TestCase(ResultTables.Csv, "csv csv csv csv csv csv", "")]
    [TestCase(ResultTables.Parquet, "", "parquet parquet parquet parquet parquet parquet")]
    [TestCase(ResultTables.Both, "csv csv csv csv csv csv", "parquet parquet parquet parquet parquet parquet")]
    public void EachChoiceWritesItsFiles(ResultTables tables, string texts, string binaries)
    {
        SmallRun.Write(_folder.Path, tables);

        string[] names = [.. Directory.GetFiles(_folder.Path).Select(Path.GetFileName)!];
        Assert.That(names.Count(name => name.EndsWith(".csv", StringComparison.Ordinal)),
            Is.EqualTo(texts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.That(names.Count(name => name.EndsWith(".parquet", StringComparison.Ordinal)),
            Is.EqualTo(binaries.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.That(names.Contains("jobs.parquet"), Is.EqualTo(tables != ResultTables.Csv));
    }

    [Test]
    public void DuckdbSeesTheSameRowsInBothForms()
    {
        SmallRun.Write(_folder.Path, ResultTables.Both);

        foreach (string table in s_tables)
        {
            // Numbers as doubles, and no value as the empty text, which is all that CSV can tell.
            const string values = "(select coalesce(try_cast(columns(*) as double)::varchar, columns(*)::varchar, '')";
            string texts = $"{values} from read_csv('{_folder.File(table + ".csv")}', all_varchar = true))";
            string parquet = $"{values} from '{_folder.File(table + ".parquet")}')";
            Assert.That(
                OtherTools.Query($"select count(*) from ({texts} except all {parquet})"), Is.EqualTo("0"), table);
            Assert.That(
                OtherTools.Query($"select count(*) from ({parquet} except all {texts})"), Is.EqualTo("0"), table);
        }
    }

    [Test]
    public void EveryEventStandsInBothForms()
    {
        RunResult run = SmallRun.Write(_folder.Path, ResultTables.Standard, events: true);

        // By hand from the schedule of SmallRun: three submissions, starts and ends, and the changes of utilization.
        string[] lines = _folder.Read("events.jsonl").TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(run.Events));
        Assert.That(lines[0], Does.StartWith(
            """{"time":0,"kind":"job_submitted","job_id":"a","node":null,"gpus":0,"value":0,"detail":0,"user":"""));
        Assert.That(lines, Does.Contain(
            """{"time":10,"kind":"job_started","job_id":"b","node":"n0","gpus":2,"value":0,"detail":0}"""));
        Assert.That(lines[^1], Does.StartWith("""{"time":45.5,"kind":"job_completed","job_id":"c","""));
        const string columns = "{time: 'DOUBLE', kind: 'VARCHAR', job_id: 'VARCHAR', node: 'VARCHAR', gpus: 'BIGINT', "
            + "value: 'DOUBLE', detail: 'BIGINT', metric: 'VARCHAR', phase: 'VARCHAR', action: 'VARCHAR', "
            + "text: 'VARCHAR', user: 'VARCHAR', application: 'VARCHAR', queue: 'VARCHAR', priority: 'BIGINT', "
            + "instances: 'BIGINT', gpus_per_instance: 'BIGINT', gpu_share: 'DOUBLE', cpus: 'DOUBLE', "
            + "memory_gb: 'DOUBLE', walltime: 'DOUBLE', gpu_models: 'VARCHAR'}";
        string rows = OtherTools.Query(
            $"select count(*) from (select * from read_json('{_folder.File("events.jsonl")}', columns = {columns}) "
            + $"intersect all select * from '{_folder.File("events.parquet")}')");
        Assert.That(rows, Is.EqualTo($"{run.Events}"));
    }

    [Test]
    public void ADamagedTableIsNamed()
    {
        SmallRun.Write(_folder.Path, ResultTables.Parquet);
        string path = _folder.File("jobs.parquet");
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^20]);

        Assert.That(() => FinishedRun.Read(_folder.Path), Throws.InstanceOf<Exception>()
            .With.Message.EqualTo($"{path}: footer: found a Parquet file that ends too early, expected PAR1 at the "
                + "beginning and the end."));
    }
}
