using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces.Pai;

public class PaiTablesReaderTests
{
    /// <summary>Jobs a (one task), b (parameter servers and workers), c (running), d (waiting), e (no task).</summary>
    private const string Jobs =
        "a,ia,u1,Terminated,100.0,500.0\n"
        + "b,ib,u2,Failed,200.0,900.0\n"
        + "c,ic,u1,Running,300.0,\n"
        + "d,id,u3,Waiting,400.0,\n"
        + "e,ie,u3,Waiting,,\n";

    private const string Tasks =
        "a,tensorflow,1.0,Terminated,130.0,490.0,600.0,29.296875,50.0,MISC\n"
        + "b,worker,2.0,Failed,260.0,860.0,400.0,8,100.0,V100\n"
        + "b,ps,1.0,Terminated,250.0,900.0,600,16,,\n"
        + "c,worker,4.0,Running,350.0,,800.0,64,800.0,V100\n"
        + "d,worker,1.0,Waiting,,,100.0,1,25.0,T4\n";

    private TraceFiles _files = null!;

    [SetUp]
    public void MakeFolder() => _files = new TraceFiles();

    [TearDown]
    public void DeleteFolder() => _files.Dispose();

    [Test]
    public void EachTaskIsAGangOfItsInstancesInOurUnits()
    {
        Trace trace = Open();
        Dictionary<string, Job> jobs = trace.ToWorkload().Jobs.ToDictionary(job => job.Id);

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("pai-tables"));
            Assert.That(jobs.Keys, Is.EquivalentTo(new[] { "a", "b/worker", "b/ps", "c" }));
            // 600 % of a core; 29.296875 GB are 30,000 MiB; 50 % of a GPU.
            Assert.That(jobs["a"].Request.PerInstance, Is.EqualTo(new ResourceVector(6000, 1, 500, 30_000)));
            Assert.That(jobs["a"].SubmitTime, Is.EqualTo(SimTime.FromSeconds(100)));
            Assert.That(jobs["a"].Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(360)));
            Assert.That(jobs["a"].Recorded,
                Is.EqualTo(new RecordedRun(SimTime.FromSeconds(130), SimTime.FromSeconds(490))));
            Assert.That(jobs["b/worker"].Request.Instances, Is.EqualTo(2));
            Assert.That(jobs["b/worker"].Profile.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(jobs["b/ps"].Request.TotalGpus, Is.Zero, "an empty plan_gpu");
            Assert.That(jobs["b/ps"].Request.User, Is.EqualTo("u2"));
            Assert.That(jobs["c"].Request.PerInstance.Gpus, Is.EqualTo(8));
            Assert.That(jobs.Values.Select(job => job.Request.GpuModels.Length), Is.All.Zero, "none was asked for");
        });
    }

    [Test]
    public void RunningWaitingAndTasklessJobsAreAccountedFor()
    {
        Trace trace = Open();
        Job running = trace.ToWorkload().Jobs.Single(job => job.Id == "c");

        Assert.Multiple(() =>
        {
            // The greatest time stamp of both tables is 900.
            Assert.That(running.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(550)));
            Assert.That(running.Profile.Censored, Is.True);
            Assert.That(running.Recorded!.End, Is.Null);
            Assert.That(trace.Report.RowsRead, Is.EqualTo(6), "five tasks and a job without one");
            Assert.That(trace.Report.RowsLeftOut, Is.EqualTo(2));
            Assert.That(TraceFiles.Note(trace, "still waiting").Lines, Is.EqualTo(new long[] { 5 }));
            Assert.That(TraceFiles.Note(trace, "a job without a task").Lines, Is.EqualTo(new long[] { 5 }));
            // First starts minus submissions: 30 (a), 50 (b), 50 (c); d and e never started.
            Assert.That(Property(trace, "queueing delay of whole jobs"),
                Does.StartWith("3 jobs, mean 43.333 s, median 50 s"));
        });
    }

    [Test]
    public void SensorsBecomeMeasuredUtilizationAndGroupsWhatWasAskedFor()
    {
        _files.Write("pai_sensor_table.csv",
            "b,worker,w1,ib,m1,/dev/nvidia0,140.1,20.0,1,2,1,2,1,1,1,1\n"
            + "b,worker,w2,ib,m2,/dev/nvidia1,140.1,50.5,1,2,1,2,1,1,1,1\n"
            + "c,worker,w3,ic,m2,/dev/nvidia1,140.1,900,1,2,1,2,1,1,1,1\n"
            + "a,tensorflow,w4,ia,m2,,140.1,,1,2,1,2,1,1,1,1\n"
            + "a,nothing,w5,ia,m2,,140.1,1,1,2,1,2,1,1,1,1\n");
        _files.Write("pai_group_tag_table.csv", "ic,u1,V100M32,g7,nmt\nib,u2,,g8,\nix,u9,T4,g9,\n");
        Trace trace = Open();
        Dictionary<string, Job> jobs = trace.ToWorkload().Jobs.ToDictionary(job => job.Id);

        Assert.Multiple(() =>
        {
            // (20 % + 50.5 %) of two GPUs: 35.25 %, to 1/1000.
            Assert.That(jobs["b/worker"].Profile.Phases,
                Is.EqualTo(new[] { new UtilizationPhase(TimeSpan.Zero, 353, PhaseKind.Compute) }));
            Assert.That(jobs["c"].Profile.Phases[0].UtilizationPermille, Is.EqualTo(1000), "900 % of 800 %");
            Assert.That(TraceFiles.Note(trace, "uses more GPU than it asked for").Lines, Is.EqualTo(new long[] { 4 }));
            Assert.That(jobs["a"].Profile.Phases, Is.Empty, "nothing was measured");
            Assert.That(jobs["b/ps"].Profile.Phases, Is.Empty);
            Assert.That(jobs["c"].Request.GpuModels, Is.EqualTo(new[] { "V100M32" }));
            Assert.That(jobs["b/worker"].Request.GpuModels, Is.Empty);
            Assert.That(jobs["b/worker"].Request.Application, Is.EqualTo("g8"));
            Assert.That(trace.Report.Notes.Select(note => note.Reason), Has.Some.EqualTo(
                "pai_sensor_table: rows that belong to nothing in the other tables: 1"));
            Assert.That(trace.Report.Notes.Select(note => note.Reason), Has.Some.EqualTo(
                "pai_group_tag_table: rows that belong to nothing in the other tables: 1"));
        });
    }

    [Test]
    public void InstancesFillWhatTheTaskDoesNotSay()
    {
        _files.Write("pai_job_table.csv", "a,ia,u1,Failed,100,500\nb,ib,u1,Failed,300,800\nc,ic,u1,Failed,,\n");
        _files.Write("pai_task_table.csv",
            "a,worker,,Failed,,,100,1,100,T4\nb,worker,3,Failed,200,,100,1,100,T4\nc,worker,1,Failed,10,20,1,1,1,T4\n");
        _files.Write("pai_instance_table.csv",
            "a,worker,n1,w1,ia,Failed,140,400,m1\na,worker,n2,w2,ia,Terminated,120,450,m1\n"
            + "b,worker,n3,w3,ib,Failed,,,m1\n");
        Trace trace = Trace.Open(_files.Folder);
        Dictionary<string, Job> jobs = trace.ToWorkload().Jobs.ToDictionary(job => job.Id);

        Assert.Multiple(() =>
        {
            Assert.That(jobs["a"].Request.Instances, Is.EqualTo(2));
            Assert.That(jobs["a"].Recorded!.Start, Is.EqualTo(SimTime.FromSeconds(120)));
            Assert.That(jobs["a"].Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(330)));
            Assert.That(jobs["b"].Request.Instances, Is.EqualTo(3));
            Assert.That(jobs["b"].Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(600)), "to the end of its job");
            Assert.That(jobs["b"].SubmitTime, Is.EqualTo(SimTime.FromSeconds(200)), "started before it was submitted");
            Assert.That(jobs["c"].Recorded!.Submitted, Is.False);
            Assert.That(trace.Report.RowsRepaired, Is.EqualTo(3));
            Assert.That(TraceFiles.Note(trace, "inst_num is not the number").Lines, Is.EqualTo(new long[] { 2 }));
        });
    }

    [Test]
    public void TablesWithHeadersOrHeaderFilesOrGzipAreTheSameTrace()
    {
        Workload plain = Open().ToWorkload();
        File.Delete(_files.Write("pai_task_table.csv", ""));
        _files.Write("pai_job_table.csv", "\uFEFFjob_name,inst_id,user,status,start_time,end_time\r\n"
            + Jobs.Replace("\n", "\r\n", StringComparison.Ordinal));
        _files.Write("pai_task_table.csv.gz", TraceFiles.Gzip(Tasks));
        Workload header = Trace.Open(_files.Folder).ToWorkload();
        _files.Write("pai_job_table.csv", string.Concat(
            Jobs.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => Swapped(row.Split(',')) + "\n")));
        _files.Write("pai_job_table.header", Swapped("job_name,inst_id,user,status,start_time,end_time".Split(',')));
        Workload swapped = Trace.Open(_files.Folder).ToWorkload();

        Assert.That(Ids(header), Is.EqualTo(Ids(plain)));
        Assert.That(Ids(swapped), Is.EqualTo(Ids(plain)));
        Assert.That(swapped.Jobs[0].Request.User, Is.EqualTo("u1"));

        static string Swapped(string[] fields) =>
            string.Join(',', fields[0], fields[2], fields[1], fields[3], fields[4], fields[5]);
    }

    [Test]
    public void ThePublishedRowsAreReadAsTheyStand()
    {
        // The rows of schema-samples belong to different jobs: the job row gets the name that the task row has.
        string job = File.ReadAllText(SharedData.Path("schema-samples/pai_job_table.sample.csv"));
        string task = File.ReadAllText(SharedData.Path("schema-samples/pai_task_table.sample.csv"));
        string sensor = File.ReadAllText(SharedData.Path("schema-samples/pai_sensor_table.sample.csv"));
        _files.Write("pai_job_table.sample.csv", job.Replace("4b3f04b66a525d2df903eb16", "j", StringComparison.Ordinal)
            .Replace("4550879.0", "1739000.0", StringComparison.Ordinal));
        _files.Write("pai_task_table.sample.csv",
            task.Replace("4f057009a5d481acec67b088", "j", StringComparison.Ordinal));
        _files.Write("pai_sensor_table.sample.csv",
            sensor.Replace("a9449d475665e3bf0512520b,worker", "j,tensorflow", StringComparison.Ordinal));
        Job read = Trace.Open(_files.Folder).ToWorkload().Jobs.Single();

        Assert.Multiple(() =>
        {
            Assert.That(read.SubmitTime, Is.EqualTo(SimTime.FromSeconds(1_739_000)));
            Assert.That(read.Recorded!.Start, Is.EqualTo(SimTime.FromSeconds(1_739_162)));
            Assert.That(read.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(38)));
            Assert.That(read.Request.PerInstance, Is.EqualTo(new ResourceVector(6000, 1, 500, 30_000)));
            Assert.That(read.Request.User, Is.EqualTo("58540f191766"));
            // 16.0625 % used of 50 % asked for is 32.125 %.
            Assert.That(read.Profile.Phases[0].UtilizationPermille, Is.EqualTo(321));
        });
    }

    [Test]
    public void TheChecksumCoversEveryTable()
    {
        Trace first = Open();
        _files.Write("pai_task_table.csv", Tasks.Replace("600", "700", StringComparison.Ordinal));
        Trace second = Trace.Open(Path.Combine(_files.Folder, "pai_job_table.csv"));

        Assert.That(second.Report.Checksum, Is.Not.EqualTo(first.Report.Checksum));
        Assert.That(Property(first, "pai_task_table"), Does.StartWith("5 rows, SHA-256 "));
        Assert.That(TracePath.FilesOf(_files.Folder).Select(Path.GetFileName),
            Is.EqualTo(new[] { "pai_job_table.csv", "pai_task_table.csv" }), "what an experiment compares on resuming");
        Assert.That(TracePath.FilesOf(Path.Combine(_files.Folder, "pai_task_table.csv")), Has.Count.EqualTo(1));
    }

    [TestCase("pai_task_table.csv", "a,t,x,Failed,1,2,1,1,1,T4\n", ":1: column 'inst_num' (3): found 'x'")]
    [TestCase("pai_task_table.csv", "a,t,1,Lost,1,2,1,1,1,T4\n",
        ":1: column 'status' (4): found 'Lost', expected Running")]
    [TestCase("pai_task_table.csv", "a,t,1,Failed,-1,2,1,1,1,T4\n", ":1: column 'start_time' (5): found '-1'")]
    [TestCase("pai_task_table.csv", "a,t,1,Failed,1,2,1,1,1\n", ":1: found 9 fields, expected 10 fields")]
    [TestCase("pai_task_table.csv", "a,t,1,Failed,1,2,1,1,1,T4\na,t,1,Failed,1,2,1,1,1,T4\n",
        ":2: column 'task_name' (2): found 't', expected a name that occurs once in its job (it stands in line 1 too)")]
    [TestCase("pai_task_table.csv",
        "job_name,task_name,inst_num,status,start_time,end_time,plan_cpu,plan_mem,plan_gpu\n",
        ":1: found no column 'gpu_type'")]
    [TestCase("pai_sensor_table.csv", "a,t,w,i,m,g,1,nan,1,2,1,2,1,1,1,1\n",
        ":1: column 'gpu_wrk_util' (8): found 'nan'")]
    [TestCase("pai_instance_table.csv", "a,t,n,w,i,Failed,1,x,m\n", ":1: column 'end_time' (8): found 'x'")]
    [TestCase("pai_group_tag_table.csv", "ia,u1,T4\n", ":1: found 3 fields, expected 5 fields")]
    [TestCase("pai_job_table.csv", "a,ia,u1,Failed,1,2\na,ib,u1,Failed,1,2\n",
        ":2: column 'job_name' (1): found 'a', expected a name that occurs once (it stands in line 1 too)")]
    [TestCase("pai_job_table.header", "job_name,inst_id,user,state,start_time,end_time\n",
        ":1: found 'job_name,inst_id")]
    public void AMalformedTableIsRefusedWithItsFileAndPlace(string file, string content, string expected)
    {
        Open();
        _files.Write(file, content);

        Assert.That(Refusal(), Does.Contain(file + expected));
    }

    [Test]
    public void AFolderWithoutTasksOrWithTwoOfThemIsRefused()
    {
        _files.Write("pai_job_table.csv", Jobs);
        Assert.That(Refusal(), Does.Contain("found no pai_task_table beside it, expected a file pai_task_table.csv"));

        _files.Write("pai_task_table.csv", Tasks);
        _files.Write("pai_task_table.old.csv", Tasks);
        Assert.That(Refusal(), Does.Contain("several files of pai_task_table: "));
    }

    [Test]
    public void ATableThatWasCutOffIsRefused()
    {
        Open();
        byte[] whole = TraceFiles.Gzip(string.Concat(Enumerable.Range(0, 2_000)
            .Select(i => $"a,tensorflow,w{i * 7919},ia,m,g,1,{i % 90},1,2,1,2,1,1,1,1\n")));
        _files.Write("pai_sensor_table.csv.gz", whole[..(whole.Length / 2)]);

        Assert.That(Refusal(),
            Does.Contain("pai_sensor_table.csv.gz: found gzip data that are damaged or end too early"));
    }

    [Test]
    public void TheLargeTablesAreAddedUpWithoutBeingHeld()
    {
        const string row = "a,tensorflow,w,ia,m,/dev/nvidia0,1,25,1,2,1,2,1,1,1,1\n";
        Open();
        long few = AllocatedBytes(rows: 1_000), many = AllocatedBytes(rows: 201_000);

        // 200,000 rows more allocate nothing for themselves: not a string, not an entry of a list.
        Assert.That((many - few) / 200_000.0, Is.LessThan(1));
        Assert.That(Trace.Open(_files.Folder).ToWorkload().Jobs[0].Profile.Phases[0].UtilizationPermille,
            Is.EqualTo(500), "25 % of the 50 % that were asked for");

        long AllocatedBytes(int rows)
        {
            _files.Write("pai_sensor_table.csv", string.Concat(Enumerable.Repeat(row, rows)));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trace.Open(_files.Folder);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static string[] Ids(Workload workload) =>
        [.. workload.Jobs.Select(job => $"{job.Id} {job.SubmitTime} {job.Profile.RunTime} {job.Request.User}")];

    private static string Property(Trace trace, string name) =>
        trace.Report.Properties.Single(property => property.Name == name).Value;

    private Trace Open()
    {
        _files.Write("pai_job_table.csv", Jobs);
        _files.Write("pai_task_table.csv", Tasks);
        return Trace.Open(_files.Folder);
    }

    private string Refusal() => Assert.Throws<TraceFormatException>(() => Trace.Open(_files.Folder))!.Message;
}
