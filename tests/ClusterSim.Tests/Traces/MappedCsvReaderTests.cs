using System.Text;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class MappedCsvReaderTests
{
    private const string Table = """
        id;when;from;till;ram;gpu;state;who
        a;2024-02-29 23:59:30;2024-03-01 00:00:30;2024-03-01 01:00:30;1.5;0.25;OK;ann
        b;2024-02-29 23:59:00;2024-02-29 23:59:00;2024-02-29 23:59:00.5;0;4;KILL;NULL
        """;

    private const string Map = """
        columns:
          job_id: id
          submit_time: { column: when, unit: datetime }
          start_time: { column: from, unit: datetime }
          end_time: { column: till, unit: datetime }
          memory: { column: ram, unit: GiB }
          gpus: gpu
          walltime: { constant: 2, unit: h }
          outcome: { column: state, values: { OK: completed, KILL: cancelled } }
          user: { column: who, default: nobody }
        separator: ";"
        unknown: ["NULL"]
        """;

    private TraceFiles _files = null!;

    [SetUp]
    public void CreateFolder() => _files = new TraceFiles();

    [TearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void UnitsConstantsDefaultsAndWordsAreTranslated()
    {
        _files.Write("jobs.map.yaml", Map);
        Trace trace = _files.Open("jobs.csv", Table);
        Workload workload = trace.ToWorkload();

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("csv"));
            Assert.That(trace.Report.TimeZero, Does.StartWith("2024-02-29T23:59:00 "));
            Assert.That(workload.Jobs.Select(job => job.Id), Is.EqualTo(new[] { "b", "a" }));

            Job a = workload.Jobs[1];
            Assert.That(a.SubmitTime, Is.EqualTo(SimTime.FromSeconds(30)));
            Assert.That(a.Recorded, Is.EqualTo(new RecordedRun(SimTime.FromSeconds(90), SimTime.FromSeconds(3690))),
                "over a leap day");
            Assert.That(a.Profile.RunTime, Is.EqualTo(TimeSpan.FromHours(1)), "end minus start");
            Assert.That(a.Request.PerInstance, Is.EqualTo(new ResourceVector(Gpus: 1, GpuMilli: 250, MemoryMiB: 1536)));
            Assert.That(a.Request.Walltime, Is.EqualTo(TimeSpan.FromHours(2)));
            Assert.That(a.Request.User, Is.EqualTo("ann"));

            Job b = workload.Jobs[0];
            Assert.That(b.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(0.5)));
            Assert.That(b.Profile.Outcome, Is.EqualTo(JobOutcome.Cancelled));
            Assert.That(b.Request.PerInstance, Is.EqualTo(new ResourceVector(Gpus: 4)));
            Assert.That(b.Request.User, Is.EqualTo("nobody"));
        });
    }

    [Test]
    public void NumericTimesKeepTheZeroOfTheTable()
    {
        _files.Write("map.yaml",
            "columns:\n  submit_time: { column: t, unit: ms }\n  run_time: { column: d, unit: min }\n  instances: n\n");
        Workload workload = _files.Open("numbers.csv", "t,d,n,note\n1500,0.5,3,x\n500,2,1,y\n").ToWorkload();

        Assert.That(workload.Jobs.Select(job =>
            (job.Id, job.SubmitTime.Seconds, job.Profile.RunTime.TotalSeconds, job.Request.Instances)),
            Is.EqualTo(new[] { ("job-1", 0.5, 120.0, 1), ("job-2", 1.5, 30.0, 3) }));
    }

    [Test]
    public void ShuffledRowsWithoutIdsGiveTheSameWorkload()
    {
        _files.Write("map.yaml", "columns:\n  submit_time: t\n  run_time: d\n");
        Workload one = _files.Open("one.csv", "t,d\n0,5\n0,3\n0,4\n").ToWorkload();
        Workload other = _files.Open("other.csv", "t,d\n0,4\n0,5\n0,3\n").ToWorkload();

        Assert.That(one.Jobs.Select(job => (job.Id, job.Profile.RunTime)),
            Is.EqualTo(other.Jobs.Select(job => (job.Id, job.Profile.RunTime))));
    }

    [Test]
    public void AMapMayBeNamedWithTheFormat()
    {
        _files.Write("elsewhere.yaml", Map);

        Assert.That(_files.Open("named.csv", Table, "csv:elsewhere.yaml").Report.JobsKept, Is.EqualTo(2));
        Assert.That(
            _files.Refused("named.csv", Encoding.UTF8.GetBytes(Table), "csv").Message,
            Does.Contain(
                "found no column map, expected one beside it (named.map.yaml or map.yaml), or a format csv:MAP.yaml"));
    }

    [Test]
    public void RowsWithoutTimesAreLeftOut()
    {
        _files.Write("map.yaml", "columns:\n  submit_time: t\n  start_time: s\n  end_time: e\n");
        Trace trace = _files.Open("gaps.csv", "t,s,e\n1,2,3\n,2,3\n1,,\n1,0,5\n-1,2,3\n");

        Assert.That(trace.Report.Notes.Select(note => (note.Reason, note.Lines.Single())), Is.EqualTo(new[]
        {
            ("no submit_time", 3L), ("no run time", 4L), ("submission, start and end are out of order", 5L),
            ("submitted before time zero", 6L),
        }));
    }

    [TestCase("1,x,1,0,1", "x.csv:2: column 'd' (2): found 'x', expected a time in h.")]
    [TestCase("1,1,0.5,0,1", "x.csv:2: column 'n' (3): found '0.5', expected a whole number from 1")]
    [TestCase("1,1,1,1.5,1", "x.csv:2: column 'g' (4): found '1.5', expected up to 100 whole GPUs")]
    [TestCase("1,1,1,0,1e15", "x.csv:2: column 'm' (5): found '1e15', expected a number of TiB.")]
    [TestCase("1,9e10,1,0,1", "x.csv:2: column 'd' (2): found '9e10'")]
    public void AMalformedFieldIsRefusedWithItsPlace(string row, string expected)
    {
        _files.Write("map.yaml", """
            columns:
              submit_time: t
              run_time: { column: d, unit: h }
              instances: n
              gpus: g
              memory: { column: m, unit: TiB }
            """);

        Assert.That(_files.Refused("x.csv", "t,d,n,g,m\n" + row).Message, Does.Contain(expected));
    }

    [Test]
    public void AColumnThatTheTableLacksIsNamed()
    {
        _files.Write("map.yaml", "columns: { submit_time: t, run_time: duration }");

        Assert.That(_files.Refused("x.csv", "t,d\n1,2\n").Message,
            Does.Contain("x.csv:1: found no column 'duration' among t,d"));
    }

    [Test]
    public void AllFaultsOfAMapAreToldAtOnce()
    {
        _files.Write("map.yaml", """
            columns:
              submit_time: { column: t, unit: sec }
              speed: v
              user: { column: u, constant: x }
            zone: UTC
            """);
        string message = _files.Refused("x.csv", "t,d\n1,2\n").Message;

        Assert.That(message.Split('\n').Skip(1), Is.EqualTo(new[]
        {
            "  line 5: zone: found an unknown key, expected one of columns, separator, unknown, time_zero.",
            "  line 2: columns.submit_time.unit: found 'sec', expected one of s, ms, us, min, h, d, datetime.",
            "  line 3: columns.speed: found an unknown field, expected one of job_id, submit_time, start_time, "
                + "end_time, run_time, walltime, instances, gpus, cpus, memory, disk, rdma_percent, gpu_models, role, "
                + "max_instances_per_node, user, application, queue, priority, outcome.",
            "  line 4: columns.user: found both or none of 'column' and 'constant', expected one of them.",
            "  line 1: columns.run_time: found nothing, expected a column for it, or start_time and end_time.",
        }));
    }

    [Test]
    public void BrokenYamlIsRefusedWithItsLine()
    {
        _files.Write("map.yaml", "columns:\n  submit_time: [t\n");

        Assert.That(_files.Refused("x.csv", "t,d\n1,2\n").Message,
            Does.Contain("map.yaml:").And.Contain("broken YAML"));
    }
}
