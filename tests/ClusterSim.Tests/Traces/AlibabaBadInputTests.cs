using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

/// <summary>What every reader of an Alibaba table does with the ways in which a copy of a file goes wrong.</summary>
[TestFixtureSource(nameof(Tables))]
public class AlibabaBadInputTests(AlibabaBadInputTests.Table table)
{
    private readonly TraceFiles _files = new();

    private string Content => table.Header + "\n" + table.Row + "\n";

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void AMissingColumnIsNamed()
    {
        int at = Array.IndexOf(table.Header.Split(','), table.TimeColumn);
        string without = Without(table.Header, at) + "\n" + Without(table.Row, at) + "\n";
        TraceFormatException error = _files.Refused("missing.csv", without);

        Assert.That(error.Line, Is.EqualTo(1));
        Assert.That(error.Message, Does.Contain($"no column '{table.TimeColumn}'"));
    }

    [Test]
    public void AnUnknownColumnIsNamed()
    {
        string path = _files.Write("extra.csv", Content.Replace("\n", ",colour\n", StringComparison.Ordinal));
        TraceFormatException error = Assert.Throws<TraceFormatException>(() => Trace.Open(path, table.Format))!;

        Assert.That(error.Message, Does.Contain("extra.csv:1: found unexpected 'colour'"));
    }

    [TestCase("abc")]
    [TestCase("-1")]
    [TestCase("NaN")]
    public void ATimeThatIsNoneIsRefusedWithItsPlace(string value)
    {
        int at = Array.IndexOf(table.Header.Split(','), table.TimeColumn);
        string[] fields = table.Row.Split(',');
        fields[at] = value;
        TraceFormatException error = _files.Refused("time.csv", table.Header + "\n" + string.Join(',', fields) + "\n");

        Assert.That(error.Line, Is.EqualTo(2));
        Assert.That(error.Column, Is.EqualTo($"column '{table.TimeColumn}' ({at + 1})"));
        Assert.That(error.Found, Is.EqualTo($"'{value}'"));
    }

    [Test]
    public void ARowThatIsTooShortIsRefusedWithItsLine()
    {
        string cut = table.Row[..table.Row.LastIndexOf(',')];

        Assert.That(_files.Refused("short.csv", Content + cut + "\n").Message, Does.Contain("short.csv:3: found"));
    }

    [Test]
    public void GzipThatWasCutOffIsRefused()
    {
        byte[] whole = TraceFiles.Gzip(table.Header + "\n"
            + string.Concat(Enumerable.Range(0, 500).Select(i => table.RowWithId("j" + (i * 7919)) + "\n")));

        Assert.That(_files.Refused("cut.csv.gz", whole[..(whole.Length * 2 / 3)]).Message,
            Does.Contain("gzip data that are damaged or end too early"));
    }

    [Test]
    public void ByteOrderMarkLineEndsAndQuotesMakeNoDifference()
    {
        Workload plain = _files.Open("plain.csv", Content).ToWorkload();
        string quoted = string.Join(',', table.Row.Split(',').Select(field => $"\"{field}\""));
        Workload other = _files.Open("other.csv", "\uFEFF" + table.Header + "\r\n" + quoted).ToWorkload();

        Assert.That(InNormalForm(other), Is.EqualTo(InNormalForm(plain)));
    }

    [Test]
    public void AnIdThatOccursTwiceIsRefusedWithBothLines()
    {
        if (!table.HasIds)
        {
            Workload numbered = _files.Open("twice.csv", Content + table.Row + "\n").ToWorkload();
            Assert.That(numbered.Jobs.Select(job => job.Id), Is.Unique.And.Exactly(2).Items);
            return;
        }

        TraceFormatException error = _files.Refused("twice.csv", Content + table.Row + "\n");

        Assert.That(error.Line, Is.EqualTo(3));
        Assert.That(error.Message, Does.Contain("again, first in line 2"));
    }

    [Test]
    public void AHeaderWithoutRowsIsNoTrace()
    {
        Assert.That(_files.Refused("empty.csv", table.Header + "\n").Message, Does.Contain("no row of data"));
    }

    private static IEnumerable<Table> Tables() =>
    [
        new("pai-list", "job_id,user,submit_time,duration,num_gpu,num_cpu,num_inst,gpu_type,group_gpu_dur",
            "1,u0,7,91469,1,6,1,MISC,7683.06", "submit_time"),
        new("gaia-hours", "arrival_time,length,cpus", "0.5,25.408055555555556,1", "length", HasIds: false),
        new("gaia-seconds", "arrival_time,length,cpus", "68.0,1000.0,1", "arrival_time", HasIds: false),
        new("alibaba-spot-v2026",
            "job_name,organization,gpu_model,cpu_request,gpu_request,worker_num,submit_time,duration,job_type",
            "437260,57,A100-SXM4-80GB,15,1,16,9589663,41060,Spot", "duration"),
        new("alibaba-v2018",
            "task_name,instance_num,job_name,task_type,status,start_time,end_time,plan_cpu,plan_mem",
            "M1,10,j_1,1,Terminated,86400,86500,100,0.39", "end_time"),
        new("cloudsimpy", ",submit_time,duration,cpu,memory,job_id,task_id,instances_num,disk",
            "0,539,116.38,1.0,0.0054,1,1,283,0", "submit_time"),
        new("openb",
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,"
            + "scheduled_time",
            "p0,6000,12288,1,460,,LS,Succeeded,10,100,12.5", "deletion_time"),
    ];

    private static string Without(string row, int at) => string.Join(',', row.Split(',').Where((_, i) => i != at));

    private string InNormalForm(Workload workload)
    {
        string path = Path.Combine(_files.Folder, "normal.csv");
        NormalForm.Write(workload, path);
        return File.ReadAllText(path);
    }

    /// <summary>A table of one row that is fine.</summary>
    public sealed record Table(string Format, string Header, string Row, string TimeColumn, bool HasIds = true)
    {
        public string RowWithId(string id) => HasIds ? id + Row[Row.IndexOf(',')..] : Row;

        public override string ToString() => Format;
    }
}
