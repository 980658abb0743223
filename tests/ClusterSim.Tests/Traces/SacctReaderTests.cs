using System.Text;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Traces.Slurm;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

/// <summary>Rows in the form that sacct's manual documents; expected values are worked out by hand.</summary>
public class SacctReaderTests
{
    private const string Header = "JobID|JobName|User|Account|Partition|QOS|Priority|State|Submit|Start|End|Elapsed|"
        + "Timelimit|NNodes|NCPUS|AllocTRES|ReqTRES\n";

    private const string Times = "2025-01-01T10:00:00|2025-01-01T10:00:30|2025-01-01T12:00:30|02:00:00|1-00:00:00|";
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void AJobHoldsWhatWasAllocated()
    {
        Trace trace = _files.Open("a.txt", Header + "123_4|train|alice|lab|gpu|normal|4294|CANCELLED by 1000|" + Times
            + "2|128|billing=128,cpu=128,gres/gpu:a100=8,gres/gpu=8,mem=1T,node=2|cpu=16,gres/gpu:a100=8,mem=64G\n");
        Job job = trace.ToWorkload().Jobs.Single();

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("sacct"));
            Assert.That(job.Id, Is.EqualTo("123_4"));
            Assert.That(job.Request.Instances, Is.EqualTo(2));
            // 128 cores, 8 GPUs and 1 TiB on two nodes.
            Assert.That(job.Request.PerInstance,
                Is.EqualTo(new ResourceVector(CpuMilli: 64_000, Gpus: 4, MemoryMiB: 524_288)));
            Assert.That(job.Request.GpuModels, Is.EqualTo(new[] { "a100" }));
            Assert.That(job.Request.Walltime, Is.EqualTo(TimeSpan.FromDays(1)));
            Assert.That((job.Request.User, job.Request.Queue, job.Request.Application, job.Request.Priority),
                Is.EqualTo(("alice", "gpu", "train", 4294)));
            Assert.That(job.Profile.RunTime, Is.EqualTo(TimeSpan.FromHours(2)));
            Assert.That(job.Profile.Outcome, Is.EqualTo(JobOutcome.Cancelled));
            Assert.That(job.Recorded, Is.EqualTo(new RecordedRun(SimTime.FromSeconds(30), SimTime.FromSeconds(7230))));
            Assert.That(trace.Report.TimeZero, Is.EqualTo("2025-01-01T10:00:00 local time, zone not recorded"));
        });
    }

    [Test]
    public void AnyOrderOfFieldsWillDoAndABarBehindTheLast()
    {
        Trace trace = _files.Open("b.txt", "Start|NCPUS|END|Submit|jobid|Extra|ReqMem|NNodes|\n"
            + "1735725600|6|1735725660|1735725590|17|x|2Gc|2|\n");
        Job job = trace.ToWorkload().Jobs.Single();

        // 2 GiB for each of 6 cores on two nodes; Unix seconds are in UTC.
        Assert.That(trace.Report.TimeZero, Is.EqualTo("2025-01-01T09:59:50Z"));
        Assert.That(job.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 3000, MemoryMiB: 6144)));
        Assert.That((job.Id, job.Request.Instances, job.Profile.RunTime.TotalSeconds), Is.EqualTo(("17", 2, 60.0)));
    }

    [Test]
    public void WhatIsNoRunOfAJobIsLeftOut()
    {
        const string tres = "1|1|cpu=1|cpu=1\n", never = "00:00:00|UNLIMITED|1|1||cpu=1\n";
        Trace trace = _files.Open("c.txt", Header
            + "1|a|u|c|p|q|1|COMPLETED|" + Times + tres
            + "1.batch|a|||p||1|COMPLETED|" + Times + tres
            + "2_[5-10%2]|a|u|c|p|q|1|PENDING|2025-01-01T10:00:00|Unknown|Unknown|" + never
            + "3|a|u|c|p|q|1|CANCELLED by 7|2025-01-01T10:00:00|2025-01-01T10:05:00|2025-01-01T10:05:00|" + never
            + "1|a|u|c|p|q|1|COMPLETED|" + Times + tres
            + "4|a|b|u|c|p|q|1|COMPLETED|" + Times + tres
            + "5|a|u|c|p|q|1|FAILED|2025-01-01T10:00:00|2025-01-01T09:00:00|2025-01-01T12:00:30|02:00:00||" + tres
            + "6|a|u|c|p|q|1|FAILED|2025-01-01T10:00:00|2025-01-01T10:00:00|2025-01-01T09:00:30|02:00:00||" + tres);

        Assert.That(trace.ToWorkload().Jobs.Single().Id, Is.EqualTo("1"));
        Assert.That(trace.Report.RowsRead, Is.EqualTo(8));
        foreach ((string reason, long line) in new[]
        {
            ("a step of a job", 3L), ("never started", 4), ("cancelled before it started", 5),
            ("the same job and start again", 6), ("more fields than the header", 7), ("started before", 8),
            ("ended before", 9),
        })
        {
            Assert.That(TraceFiles.Note(trace, reason).Lines, Is.EqualTo(new[] { line }), reason);
        }
    }

    [Test]
    public void RunningJobsAndRequeuedJobsAreKept()
    {
        Trace trace = _files.Open("d.txt", Header
            + "7|a|u|c|p|q|4294967295|RUNNING|2025-01-01T10:00:00|2025-01-01T10:00:30|Unknown|1-00:00:10|"
            + "Partition_Limit|1|4|cpu=4,gres/gpu:v100=1,mem=1024K,node=1|cpu=4,gres/gpu=1\n"
            + "8|a|u|c|p|q|1|PREEMPTED|" + Times + "1|1|cpu=1|cpu=1\n"
            + "8|a|u|c|p|q|1|COMPLETED|2025-01-01T10:00:00|2025-01-01T13:00:00|2025-01-01T13:10:00|05:00|01:00|1|1|"
            + "cpu=1|cpu=1\n9+0|a|u|c|p|q|1|NODE_FAIL|" + Times + "1|1|cpu=1|cpu=1\n");
        Job running = trace.ToWorkload().Jobs.Single(job => job.Id == "7");
        Job again = trace.ToWorkload().Jobs.Single(job => job.Id == "8#2");

        Assert.Multiple(() =>
        {
            Assert.That((running.Profile.Censored, running.Profile.RunTime.TotalSeconds), Is.EqualTo((true, 86_410.0)));
            Assert.That(running.Request.Walltime, Is.Null);
            Assert.That(running.Recorded!.End, Is.Null);
            // It asked for any GPU and got a V100.
            Assert.That(running.Request.GpuModels, Is.Empty);
            Assert.That(running.Request.PerInstance, Is.EqualTo(new ResourceVector(4000, 1, MemoryMiB: 1)));
            Assert.That(running.Request.Priority, Is.EqualTo(int.MaxValue));
            // Elapsed 5 minutes of the 10 between start and end: suspended for the rest, and longer than 1 minute.
            Assert.That(again.Profile.RunTime, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(again.Request.Walltime, Is.EqualTo(TimeSpan.FromMinutes(1)));
            Assert.That(TraceFiles.Note(trace, "Elapsed is shorter").Count, Is.EqualTo(1));
            Assert.That(TraceFiles.Note(trace, "longer than its time limit").Count, Is.EqualTo(1));
            Assert.That(TraceFiles.Note(trace, "heterogeneous").Count, Is.EqualTo(1));
            Assert.That(TraceFiles.Note(trace, "requeued").Count, Is.EqualTo(1));
            Assert.That(trace.Report.RowsRepaired, Is.EqualTo(1));
        });
    }

    [TestCase("1-02:30:00", 95_400.0)]
    [TestCase("00:00:07", 7.0)]
    [TestCase("30:00", 1800.0)]
    [TestCase("00:01.250", 1.25)]
    [TestCase("2-12", 216_000.0)]
    [TestCase("1-00:30", 88_200.0)]
    [TestCase("365-00:00:00", 31_536_000.0)]
    public void LengthsAreThoseOfTheManual(string text, double seconds)
    {
        // sacct(1): Elapsed is [DD-[HH:]]MM:SS; srun(1): days-hours, days-hours:minutes and longer forms.
        Assert.That(SlurmDuration.TryParse(Encoding.UTF8.GetBytes(text), out TimeSpan length), Is.True);
        Assert.That(length.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase("")]
    [TestCase("7")]
    [TestCase("-01:00:00")]
    [TestCase("1:2:3:4")]
    [TestCase("a-00:00:00")]
    [TestCase("1.5:00")]
    [TestCase("9999999999999-00:00:00")]
    public void WhatIsNoLengthIsRefused(string text) =>
        Assert.That(SlurmDuration.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [TestCase("512000M", 512_000)]
    [TestCase("1.50G", 1_536)]
    [TestCase("2T", 2_097_152)]
    [TestCase("1500K", 2)]
    [TestCase("170000", 170_000)]
    public void MemorySizesArePowersOf1024(string text, long mebibytes)
    {
        Assert.That(SlurmTres.TryMemory(Encoding.UTF8.GetBytes(text), out long found), Is.True);
        Assert.That(found, Is.EqualTo(mebibytes));
    }

    [TestCase("", 0, "")]
    [TestCase("cpu=1,gres/gpu=3", 3, "")]
    [TestCase("gres/gpu:a100=2,gres/gpu=2", 2, "a100")]
    [TestCase("gres/gpu:a100=2", 2, "a100")]
    [TestCase("gres/gpu:a100=2,gres/gpu:v100=1", 3, "")]
    [TestCase("gres/gpu=4,gres/gpu:a100=2", 4, "")]
    [TestCase("gres/gpumem=4G,gres/gpuutil=50", 0, "")]
    public void GpusAreCountedOnce(string list, int gpus, string model)
    {
        Assert.That(SlurmTres.TryParse(Encoding.UTF8.GetBytes(list), new TextPool(), out SlurmTres tres), Is.True);
        Assert.That((tres.Gpus, tres.GpuModel), Is.EqualTo((gpus, model)));
    }

    [TestCase("|COMPLETED|yesterday|2025-01-01T10:00:30|2025-01-01T12:00:30|02:00:00||1|1|cpu=1|", "9 (Submit)")]
    [TestCase("|COMPLETED||2025-01-01T10:00:30|2025-01-01T12:00:30|02:00:00||1|1|cpu=1|", "9 (Submit)")]
    [TestCase("|DONE|2025-01-01T10:00:30|2025-01-01T10:00:30|2025-01-01T12:00:30|02:00:00||1|1|cpu=1|", "8 (State)")]
    [TestCase("|FAILED|2025-01-01T10:00:30|2025-01-01T10:00:30|2025-01-01T12:00:30|7||1|1|cpu=1|", "12 (Elapsed)")]
    [TestCase("|FAILED|2025-01-01T10:00:30|2025-01-01T10:00:30|2025-01-01T12:00:30|02:00:00|x|1|1|cpu=1|",
        "13 (Timelimit)")]
    [TestCase("|FAILED|2025-01-01T10:00:30|2025-01-01T10:00:30|2025-01-01T12:00:30|02:00:00||1|1|cpu|",
        "16 (AllocTRES)")]
    [TestCase("x|FAILED|2025-01-01T10:00:30|2025-01-01T10:00:30|2025-01-01T12:00:30|02:00:00||1|1|cpu=1|",
        "7 (Priority)")]
    public void AMalformedFieldIsRefusedWithItsPlace(string rest, string field)
    {
        Assert.That(_files.Refused("x.txt", Header + "1|a|u|c|p|q|" + rest).Message,
            Does.Contain("x.txt:2: field " + field));
    }

    [Test]
    public void AMissingColumnAndACutRowAreNamed()
    {
        Assert.That(_files.Refused("m.txt", "JobID|Submit|End|State\n1|2|3|COMPLETED\n").Message,
            Does.Contain("m.txt:1: found no column Start, no column AllocTRES, ReqTRES or NCPUS among"));
        Assert.That(_files.Refused("t.txt", "JobID|Submit|Start|End|NCPUS|NCPUS\n1|2|3|4|5|5\n").Message,
            Does.Contain("column 'NCPUS' twice"));
        Assert.That(_files.Refused("r.txt", Header + "1|a|u|c\n").Message,
            Does.Contain("r.txt:2: found 4 fields, expected 17 fields as in the header"));
    }

    [Test]
    public void ARealDumpOfSlurmIsRead()
    {
        // sacct -P -D -a of Slurm 22.05.8 (Debian 12) on one node with 8 cores and 4 GPUs, some minutes after the jobs
        // of the comments were submitted; nothing was changed in it.
        Trace trace = Trace.Open(Repository.Path("tests/ClusterSim.Tests/Traces/sacct-22.05.txt"));
        Dictionary<string, Job> jobs = trace.ToWorkload().Jobs.ToDictionary(job => job.Request.Application + job.Id);

        Assert.Multiple(() =>
        {
            // sbatch -t 1 --wrap "sleep 600": killed when its minute was over.
            Assert.That(jobs["timeout1"].Profile.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(jobs["timeout1"].Request.Walltime, Is.EqualTo(TimeSpan.FromMinutes(1)));
            Assert.That(jobs["timeout1"].Profile.RunTime, Is.GreaterThan(TimeSpan.FromMinutes(1)));
            // sbatch -c 2 --mem=2G --gres=gpu:a100:2 --wrap "sleep 6"
            Assert.That(jobs["train2"].Request.PerInstance, Is.EqualTo(new ResourceVector(2000, 2, MemoryMiB: 2048)));
            Assert.That(jobs["train2"].Request.GpuModels, Is.EqualTo(new[] { "a100" }));
            Assert.That(jobs["train2"].Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(6)));
            // sbatch --mem=1500M --gres=gpu:1
            Assert.That(jobs["anygpu3"].Request.PerInstance, Is.EqualTo(new ResourceVector(1000, 1, MemoryMiB: 1500)));
            Assert.That(jobs["anygpu3"].Request.GpuModels, Is.Empty);
            // sbatch --exclusive --mem=0 --wrap "sleep 5": asked for one core, got the node.
            Assert.That(jobs["wide9"].Request.PerInstance, Is.EqualTo(new ResourceVector(8000, 4, MemoryMiB: 32_000)));
            // sbatch --array=0-3%2 --wrap "sleep 3"
            Assert.That(jobs.Keys.Count(key => key.StartsWith("array5_", StringComparison.Ordinal)), Is.EqualTo(4));
            // scancel after 7 s; a command that ends with status 3; one that ran on when the dump was made.
            Assert.That(jobs["cancel-run218"].Profile.Outcome, Is.EqualTo(JobOutcome.Cancelled));
            Assert.That(jobs["fails4"].Profile.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(jobs["still-running15"].Profile.Censored, Is.True);
            // scontrol requeue after 7 s, then sleep 12 to its end.
            Assert.That(jobs["requeued16"].Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(jobs["requeued16#2"].Profile.Outcome, Is.EqualTo(JobOutcome.Completed));
            // Two components of a heterogeneous job and two others were cancelled while they waited.
            Assert.That(TraceFiles.Note(trace, "never started").Count, Is.EqualTo(4));
            // -X was left out; one job was named "pipe|name".
            Assert.That(TraceFiles.Note(trace, "a step of a job").Count, Is.EqualTo(15));
            Assert.That(TraceFiles.Note(trace, "a name with a '|'").Count, Is.EqualTo(1));
            Assert.That(trace.Report.Notes.Where(note => note.Kind == TraceNoteKind.LeftOut).Sum(note => note.Count),
                Is.EqualTo(trace.Report.RowsLeftOut));
        });
    }
}
