using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

/// <summary>Rows made from the origin's schema.txt; the table itself was not at hand.</summary>
public class AlibabaBatch2018ReaderTests
{
    private const string Rows =
        "M1,10,j_1,1,Terminated,86400,86500,100.0,0.39\n"
        + "R2_1,1,j_1,1,Failed,86501,86601,50,101\n"
        + "task_Nzg3,3,j_2,12,Running,90000,0,,\n"
        + "M1,2,j_3,1,Terminated,0,50,150,0\n"
        + "M1,1,j_4,1,Waiting,0,0,100,1\n"
        + "M2_1,1,j_4,1,Waiting,91000,0,100,1\n"
        + "M1,1,j_5,1,Terminated,100,99,100,1\n"
        + "M1,0,j_6,1,Terminated,100,200,100,1\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void TasksWithoutAHeaderAreRecognisedAndReadInTheirUnits()
    {
        Trace trace = _files.Open("batch_task.csv", Rows);
        Dictionary<string, Job> jobs = trace.ToWorkload().Jobs.ToDictionary(job => job.Id);

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("alibaba-v2018"));
            Job first = jobs["j_1/M1"];
            // 100 is one core; 0.39 of 100 is 0.39 GiB = 399.36 MiB.
            Assert.That(first.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 1000, MemoryMiB: 399)));
            Assert.That(first.Request.Instances, Is.EqualTo(10));
            Assert.That(first.SubmitTime, Is.EqualTo(SimTime.FromSeconds(86_400)));
            Assert.That(first.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(100)));
            Assert.That(first.Recorded, Is.Null);
            Assert.That(jobs["j_1/R2_1"].Profile.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(jobs["j_1/R2_1"].Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 500)));
        });
    }

    [Test]
    public void TimesOutsideTheTraceAreRepairedAndImpossibleRowsLeftOut()
    {
        Trace trace = _files.Open("batch_task.csv", Rows);
        Dictionary<string, Job> jobs = trace.ToWorkload().Jobs.ToDictionary(job => job.Id);

        Assert.Multiple(() =>
        {
            // The greatest time stamp is 91,000.
            Assert.That(jobs["j_2/task_Nzg3"].Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(1_000)));
            Assert.That(jobs["j_2/task_Nzg3"].Profile.Censored, Is.True);
            Assert.That(jobs["j_3/M1"].SubmitTime, Is.EqualTo(SimTime.Zero));
            Assert.That(jobs["j_3/M1"].Recorded, Is.EqualTo(new RecordedRun(null, SimTime.FromSeconds(50), false)));
            Assert.That(trace.Report.RowsRead, Is.EqualTo(8));
            Assert.That(trace.Report.RowsLeftOut, Is.EqualTo(4));
            Assert.That(trace.Report.RowsRepaired, Is.EqualTo(3));
            Assert.That(TraceFiles.Note(trace, "neither start nor end").Lines, Is.EqualTo(new long[] { 5 }));
            Assert.That(TraceFiles.Note(trace, "still waiting").Lines, Is.EqualTo(new long[] { 6 }));
            Assert.That(TraceFiles.Note(trace, "ends before it starts").Lines, Is.EqualTo(new long[] { 7 }));
            Assert.That(TraceFiles.Note(trace, "no instance").Lines, Is.EqualTo(new long[] { 8 }));
            Assert.That(TraceFiles.Note(trace, "-1 or 101").Lines, Is.EqualTo(new long[] { 2 }));
        });
    }

    [TestCase("M1,1,j,1,Lost,1,2,100,1", "column 'status' (5): found 'Lost', expected Terminated, Failed")]
    [TestCase("M1,1,j,1,Failed,1,2,-100,1", "column 'plan_cpu' (8): found '-100', expected percent of a core")]
    [TestCase("M1,1,j,1,Failed,1,2,100,102", "column 'plan_mem' (9): found '102', expected percent of a machine")]
    [TestCase("M1,1,j,1,Failed,1,2,100", "found 8 fields, expected 9 fields")]
    public void AMalformedRowIsRefusedWithItsPlace(string row, string expected)
    {
        const string fine = "M1,1,j_0,1,Terminated,1,2,100,1\n";

        Assert.That(_files.Refused("x.csv", fine + row).Message, Does.Contain("x.csv:2: ").And.Contains(expected));
    }

    [Test]
    public void AMalformedFirstRowIsRefusedWhenTheFormatIsNamed()
    {
        byte[] row = "M1,1,j,1,Lost,1,2,100,1\n"u8.ToArray();

        Assert.That(_files.Refused("y.csv", row, "alibaba-v2018").Message,
            Does.Contain("y.csv:1: column 'status' (5)"));
    }
}
