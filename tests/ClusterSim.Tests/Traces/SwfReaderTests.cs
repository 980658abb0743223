using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class SwfReaderTests
{
    private const string Header = "; Version: 2.2\n; MaxProcs: 8\n; UnixStartTime: 843480031\n; MaxRecords: 1\n";
    private const string Row = "7 100 20 300 4 -1 -1 6 600 2048 1 3 9 5 2 1 -1 -1\n";
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void EveryFieldGoesToItsPlace()
    {
        Job job = _files.Open("a.swf", Header + Row).ToWorkload().Jobs.Single();

        Assert.Multiple(() =>
        {
            Assert.That(job.Id, Is.EqualTo("7"));
            Assert.That(job.SubmitTime, Is.EqualTo(SimTime.FromSeconds(100)));
            Assert.That(job.Request.Instances, Is.EqualTo(6), "requested processors win over the 4 allocated ones");
            Assert.That(job.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 1000, MemoryMiB: 2)),
                "2048 KiB");
            Assert.That(job.Request.Walltime, Is.EqualTo(TimeSpan.FromSeconds(600)));
            Assert.That(job.Request.User, Is.EqualTo("3"));
            Assert.That(job.Request.Application, Is.EqualTo("5"));
            Assert.That(job.Request.Queue, Is.EqualTo("2"));
            Assert.That(job.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(300)));
            Assert.That(job.Profile.Outcome, Is.EqualTo(JobOutcome.Completed));
            Assert.That(job.Recorded, Is.EqualTo(new RecordedRun(SimTime.FromSeconds(120), SimTime.FromSeconds(420))));
        });
    }

    [Test]
    public void HeaderCommentsGiveTheMachineAndTheCalendar()
    {
        Trace trace = _files.Open("b.swf", Header + Row);

        // date -u -d @843480031
        Assert.That(trace.Report.TimeZero, Is.EqualTo("1996-09-23T12:00:31Z"));
        Assert.That(trace.Machine, Is.EqualTo(new MachineHint("cores:8", "header field MaxProcs")));
        Assert.That(trace.Report.Notes, Is.Empty);
    }

    [Test]
    public void UnknownFieldsStayUnknown()
    {
        Job job = _files.Open("c.swf", "1 0 -1 5 2 -1 -1 -1 -1 -1 0 -1 -1 -1 -1 4 -1 -1").ToWorkload().Jobs.Single();

        Assert.Multiple(() =>
        {
            Assert.That(job.Request.Instances, Is.EqualTo(2), "allocated, since nothing was requested");
            Assert.That(job.Request.Walltime, Is.Null);
            Assert.That(job.Request.User, Is.Empty);
            Assert.That(job.Request.Application, Is.Empty);
            Assert.That(job.Request.Queue, Is.EqualTo("partition-4"), "the partition stands in for an unknown queue");
            Assert.That(job.Profile.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(job.Recorded, Is.Null);
        });
    }

    [Test]
    public void RowsThatAreNoJobsAreLeftOutWithTheirLines()
    {
        Trace trace = _files.Open(
            "d.swf",
            """
            ; MaxProcs: 4
            1 0 0 10 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1
            2 0 0 -1 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1
            3 -1 0 10 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1
            4 0 0 10 1 -1 -1 1 -1 -1 2 1 1 1 1 1 -1 -1
            5 0 9 0 1 -1 -1 1 -1 -1 5 1 1 1 1 1 -1 -1
            6 0 0 10 -1 -1 -1 -1 5 -1 1 1 1 1 1 1 -1 -1
            7 0 0 10 8 -1 -1 8 -1 -1 5 1 1 1 1 1 -1 -1
            """);

        Assert.Multiple(() =>
        {
            Assert.That(trace.ToWorkload().Jobs.Select(job => job.Id), Is.EqualTo(new[] { "1", "6", "7" }));
            Assert.That(trace.Report.RowsRead, Is.EqualTo(7));
            Assert.That(trace.Report.RowsLeftOut, Is.EqualTo(4));
            Assert.That(trace.Report.RowsRepaired, Is.EqualTo(1));
            Assert.That(TraceFiles.Note(trace, "no run time").Lines, Is.EqualTo(new[] { 3L }));
            Assert.That(TraceFiles.Note(trace, "no submit time").Lines, Is.EqualTo(new[] { 4L }));
            Assert.That(TraceFiles.Note(trace, "summary row").Lines, Is.EqualTo(new[] { 5L }));
            Assert.That(TraceFiles.Note(trace, "before it started").Lines, Is.EqualTo(new[] { 6L }));
            Assert.That(TraceFiles.Note(trace, "taken as 1").Lines, Is.EqualTo(new[] { 7L }));
            Assert.That(TraceFiles.Note(trace, "longer than the requested").Lines, Is.EqualTo(new[] { 7L }));
            Assert.That(TraceFiles.Note(trace, "more processors than the 4").Lines, Is.EqualTo(new[] { 8L }));
        });
    }

    [Test]
    public void FractionsOfASecondAreExact()
    {
        Job job = _files.Open("e.swf", "1 0.1 0.2 1e1 1 3.5 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n").ToWorkload().Jobs.Single();

        Assert.That(job.SubmitTime.Ticks, Is.EqualTo(1_000_000));
        Assert.That(job.Recorded!.Start!.Value.Ticks, Is.EqualTo(3_000_000));
        Assert.That(job.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [TestCase("1 0 0 10 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1", "x.swf:2: field 18 (think time): found a row of 17 fields")]
    [TestCase("1 0 0 10 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1 4", "x.swf:2: after field 18: found '4'")]
    [TestCase("1 0 0 NaN 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1", "x.swf:2: field 4 (run time): found 'NaN'")]
    [TestCase("1 0 0 inf 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1", "x.swf:2: field 4 (run time): found 'inf'")]
    [TestCase("1 0 0 1e300 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1", "x.swf:2: field 4 (run time): found '1e300'")]
    [TestCase("1 99999999999999999999 0 1 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1",
        "x.swf:2: field 2 (submit time): found '9999")]
    [TestCase("1 0 0 1 1 -1 -1 5000000000 -1 -1 1 1 1 1 1 1 -1 -1", "x.swf:2: fields 5 and 8 (processors)")]
    [TestCase("1 0 0 1 1 -1 -1 1 -1 -1 7 1 1 1 1 1 -1 -1", "x.swf:2: field 11 (status): found '7'")]
    [TestCase("1.5 0 0 1 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1",
        "x.swf:2: field 1 (job number): found '1.5', expected a whole")]
    [TestCase("1 0 0 1 2.5 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1", "x.swf:2: field 5 (allocated processors): found '2.5'")]
    [TestCase("1 0 0 1 - -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1", "x.swf:2: field 5 (allocated processors): found '-'")]
    public void AMalformedRowIsRefusedWithItsPlace(string row, string expected)
    {
        TraceFormatException error = _files.Refused("x.swf", "; MaxProcs: 8\n" + row + "\n");

        Assert.That(error.Message, Does.Contain(expected));
        Assert.That(error.Line, Is.EqualTo(2));
    }

    [Test]
    public void AJobNumberThatOccursTwiceIsRefusedWithBothLines()
    {
        TraceFormatException error = _files.Refused("y.swf", Header + Row + Row);

        Assert.That(error.Message,
            Does.EndWith("y.swf:6: found job id '7' again, first in line 5, expected an id that occurs once."));
    }

    [Test]
    public void KthSp2HasTheJobsOfItsArchivePage()
    {
        Trace trace = Trace.Open(SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz"));

        // SOURCES.md section 14, and awk over the file: 28,476 rows, one of them without processors, 475 above the
        // limit.
        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("swf"));
            Assert.That(trace.ToWorkload().Jobs, Has.Length.EqualTo(28_476));
            Assert.That(trace.Machine!.Shorthand, Is.EqualTo("cores:100"));
            Assert.That(TraceFiles.Note(trace, "taken as 1").Lines, Is.EqualTo(new[] { 27_323L }));
            Assert.That(TraceFiles.Note(trace, "longer than the requested").Count, Is.EqualTo(475));
            Assert.That(trace.ToWorkload().Source.Checksum, Does.StartWith("ca38b89067b6150d8ee172694e27a9e6"));
            Assert.That(trace.Report.TimeZero, Is.EqualTo("1996-09-23T12:00:31Z"));
        });
    }

    // Rows from MANIFEST.tsv. What is left out, by awk over the files: 4,571 Atlas rows with run time 0 and no
    // processors and 68 more with run time 0 and status 5; all 16,245 RICC rows with status 5.
    [TestCase("LLNL-Atlas-2006-2.1-cln", 43_778, 4_639, "cores:9216")]
    [TestCase("NASA-iPSC-1993-3.1-cln", 18_239, 0, "cores:128")]
    [TestCase("RICC-2010-2", 447_794, 16_245, "cores:8192")]
    [TestCase("LCG", 188_041, 0, "cores:24515")]
    [TestCase("lublin_256", 10_000, 0, "cores:256")]
    public void TheOtherArchiveLogsAccountForEveryRow(string name, int rows, int leftOut, string machine)
    {
        Trace trace = Trace.Open(SharedData.Path($"pwa-swf/{name}.swf.gz"));

        Assert.Multiple(() =>
        {
            Assert.That(trace.Report.RowsRead, Is.EqualTo(rows));
            Assert.That(trace.Report.RowsLeftOut, Is.EqualTo(leftOut));
            Assert.That(trace.Report.Notes.Where(n => n.Kind == TraceNoteKind.LeftOut).Sum(n => n.Count),
                Is.EqualTo(leftOut));
            Assert.That(trace.Machine!.Shorthand, Is.EqualTo(machine));
        });
    }
}
