using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;
using FsCheck;
using FsCheck.Fluent;

namespace ClusterSim.Tests.Traces;

public class NormalFormTests
{
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void TheTableReadsAsDocumented()
    {
        Job job = new()
        {
            Id = "a \"b\", c",
            SubmitTime = new SimTime(15_000_001),
            Request = new JobRequest
            {
                Instances = 2,
                PerInstance = new ResourceVector(4000, 1, 500, 1024, 2048, 25),
                Walltime = TimeSpan.FromHours(1),
                GpuModels = ["V100|32", "T4"],
                User = "u",
                Priority = -3,
            },
            Profile = new JobProfile
            {
                RunTime = TimeSpan.FromSeconds(60),
                Outcome = JobOutcome.Failed,
                NetworkSensitivity = 0.1,
                Phases =
                [
                    new(TimeSpan.Zero, 50, PhaseKind.DataLoading),
                    new(TimeSpan.FromSeconds(7.5), 900, PhaseKind.Compute),
                ],
            },
            Recorded = new RecordedRun(new SimTime(20_000_000), null),
        };
        string path = Path.Combine(_files.Folder, "documented.csv");
        NormalForm.Write(new Workload([job]), path);

        Assert.That(File.ReadAllText(path), Is.EqualTo(
            "job_id,submit_time,instances,cpu_milli,gpus,gpu_milli,memory_mib,disk_mib,rdma_percent,walltime,"
            + "gpu_models,role,max_instances_per_node,user,application,queue,priority,run_time,censored,outcome,"
            + "active_gpus,network_sensitivity,phases,recorded_start,recorded_end,recorded_submitted\n"
            + "\"a \"\"b\"\", c\",1.5000001,2,4000,1,500,1024,2048,25,3600,V100\\|32|T4,,,u,,,-3,60,false,failed,,0.1,"
            + "0:50:data-loading|7.5:900:compute,2,,true\n"));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property ReadingBackWhatWasWrittenIsTheIdentity() => Prop.ForAll(
        GenJob.ListOf().ToArbitrary(),
        jobs =>
        {
            Workload written = new([.. jobs.Select((job, i) => job with { Id = job.Id + "-" + i }), GenJobOnce]);
            AssertSurvives(written, Path.Combine(_files.Folder, "identity.csv.gz"));
            AssertSurvives(written, Path.Combine(_files.Folder, "identity.parquet"));
        });

    private static void AssertSurvives(Workload written, string path)
    {
        NormalForm.Write(written, path);
        Workload read = Trace.Open(path).ToWorkload();

        Assert.That(read.Jobs.Select(WithoutLists), Is.EqualTo(written.Jobs.Select(WithoutLists)));
        Assert.That(read.Jobs.Select(job => job.Request.GpuModels.ToArray()),
            Is.EqualTo(written.Jobs.Select(job => job.Request.GpuModels.ToArray())));
        Assert.That(read.Jobs.Select(job => job.Profile.Phases.ToArray()),
            Is.EqualTo(written.Jobs.Select(job => job.Profile.Phases.ToArray())));
        Assert.That(read.Jobs.Select(job => job.Profile.Metrics.ToArray()),
            Is.EqualTo(written.Jobs.Select(job => job.Profile.Metrics.ToArray())));
    }

    // A double of 2^29 s has steps of 119 ns.
    [Test]
    public void TimesInParquetAreExactUpToSeventeenYears()
    {
        SimTime[] times = [new(1), new((1L << 29) * TimeSpan.TicksPerSecond - 1), new(1_000_000_000_000_000_000)];
        Workload written = new([.. times.Select((time, i) => GenJobOnce with { Id = "j" + i, SubmitTime = time })]);

        AssertSurvives(written, Path.Combine(_files.Folder, "times.parquet"));
    }

    [Test]
    public void RealTracesSurviveTheNormalForm(
        [Values(
            "pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz", "alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz",
            "alibaba-gpu-v2023/openb_pod_list_gpuspec33.csv.gz")] string trace,
        [Values("csv", "parquet")] string form)
    {
        Workload original = Trace.Open(SharedData.Path(trace)).ToWorkload();
        string path = Path.Combine(_files.Folder, "real." + form);
        NormalForm.Write(original, path);
        Workload read = Trace.Open(path).ToWorkload();

        Assert.That(read.Source.Format, Is.EqualTo("clustersim-jobs"));
        Assert.That(read.Jobs.Select(WithoutLists), Is.EqualTo(original.Jobs.Select(WithoutLists)));
        Assert.That(
            read.Jobs.Select(job => string.Join('|', job.Request.GpuModels)),
            Is.EqualTo(original.Jobs.Select(job => string.Join('|', job.Request.GpuModels))));
    }

    // Two jobs with every such field, names that need escapes, numbers without a short decimal, and one without any.
    [Test]
    public void FieldsThatFewTracesHaveSurviveToo([Values("csv", "parquet")] string form)
    {
        JobSignature asked = new()
        {
            Name = "a|b,\"c\"",
            GpuUtilization = 0.1 + 0.2,
            MemoryUtilization = 1,
            GpuMemoryMiB = 1e9 / 3,
            SharingScore = 2,
        };
        Job full = GenJobOnce with
        {
            Id = "full",
            Request = new JobRequest
            {
                Steps = new StepCount(123_456_789_012, 1.0 / 3),
                Estimates = [new("group_dur", TimeSpan.FromTicks(1)), new("user: \"x\"", TimeSpan.FromDays(9))],
                GpuSpeeds = [new("V100", 1), new("K80|\"", 0, 0.25)],
                Signature = asked,
                Training = new() { BatchSize = 64 },
                Deadline = TimeSpan.FromTicks(123_456_789),
                TensorSkew = 2.0 / 3,
            },
            Profile = new JobProfile
            {
                GpuSpeeds = [new("V100", 1.0 / 7)],
                Signature = new() { Name = "true", GpuUtilization = 99, MixedPrecision = true },
                Communication = new(1.0 / 3, 1e9 / 7, 1.6, Collective.Tree, 12.5),
            },
        };
        string path = Path.Combine(_files.Folder, "extras." + form);
        string again = Path.Combine(_files.Folder, "again." + form);
        NormalForm.Write(new Workload([full, GenJobOnce]), path);
        Workload workload = Trace.Open(path).ToWorkload();
        NormalForm.Write(workload, again);

        Job read = workload.Jobs.Single(job => job.Id == "full");
        Assert.Multiple(() =>
        {
            Assert.That(read.Request.Steps, Is.EqualTo(full.Request.Steps));
            Assert.That(read.Request.Estimates, Is.EqualTo(full.Request.Estimates));
            Assert.That(read.Request.GpuSpeeds, Is.EqualTo(full.Request.GpuSpeeds));
            Assert.That(read.Request.Signature, Is.EqualTo(full.Request.Signature));
            Assert.That(read.Request.Training, Is.EqualTo(full.Request.Training));
            Assert.That(read.Request.Deadline, Is.EqualTo(full.Request.Deadline));
            Assert.That(read.Request.TensorSkew, Is.EqualTo(full.Request.TensorSkew));
            Assert.That(read.Profile.GpuSpeeds, Is.EqualTo(full.Profile.GpuSpeeds));
            Assert.That(read.Profile.Signature, Is.EqualTo(full.Profile.Signature));
            Assert.That(read.Profile.Communication, Is.EqualTo(full.Profile.Communication));
            Assert.That(NormalForm.Losses(workload), Is.Empty);
            Assert.That(File.ReadAllBytes(again), Is.EqualTo(File.ReadAllBytes(path)));
            Job bare = workload.Jobs.Single(job => job.Id == "last");
            Assert.That(bare.Request.Steps, Is.Null);
            Assert.That(bare.Profile.Signature, Is.Null);
        });
    }

    // Gavel's trace has steps and speeds on each model; Lucid's what jobs do to their GPUs.
    [TestCase("gavel/traces/physical_cluster/small_test.trace", "gavel:gavel/physical_cluster_throughputs.json.gz")]
    [TestCase("peers/inputs/pai2k.csv.gz", null)]
    public void AConvertedTraceIsScheduledAsTheOriginal(string trace, string? format)
    {
        string? full = format is null ? null : "gavel:" + SharedData.Path(format["gavel:".Length..]);
        Workload original = Trace.Open(SharedData.Path(trace), full).ToWorkload();
        string path = Path.Combine(_files.Folder, "converted.csv");
        NormalForm.Write(original, path);
        Workload read = Trace.Open(path).ToWorkload();
        Assert.That(NormalForm.Losses(original), Is.Empty);
        foreach ((Job ours, Job theirs) in read.Jobs.Zip(original.Jobs))
        {
            Assert.That(ours.Request.GpuSpeeds, Is.EqualTo(theirs.Request.GpuSpeeds));
            Assert.That(ours.Profile.GpuSpeeds, Is.EqualTo(theirs.Profile.GpuSpeeds));
            Assert.That(ours.Request.Steps, Is.EqualTo(theirs.Request.Steps));
            Assert.That(ours.Request.Estimates, Is.EqualTo(theirs.Request.Estimates));
        }
    }

    [TestCase("extras", "{\"mood\":1}", "a JSON object of steps, estimates")]
    [TestCase("extras", "{\"communication\":{\"collective\":\"gossip\"}}", "a JSON object of steps, estimates")]
    [TestCase("extras", "{\"communication\":{\"collective\":\"ring\"}}", "a JSON object of steps, estimates")]
    [TestCase("extras", "[1]", "a JSON object of steps, estimates")]
    [TestCase("metrics", "0:gpu mood:1", "start:metric:value")]
    [TestCase("metrics", "0:gpu power:-1", "the value -1, expected a number of 0 or more")]
    [TestCase("phases", "0:50", "start:permille:kind")]
    [TestCase("phases", "0:50:sleeping", "compute, compilation, data-loading, checkpointing, evaluation, idle")]
    [TestCase("phases", "1:50:idle", "expected zero for the first")]
    [TestCase("gpu_models", "A\\x", "names with '|' between them")]
    [TestCase("outcome", "lost", "completed, failed, cancelled")]
    [TestCase("censored", "yes", "true or false")]
    [TestCase("recorded_submitted", "", "true or false, since a recorded time is given")]
    [TestCase("network_sensitivity", "NaN", "a number from 0 to 1")]
    [TestCase("instances", "0", "a whole number from 1")]
    [TestCase("gpus", "2147483647", "a whole number from 0")]
    [TestCase("active_gpus", "2", "2 active GPUs, expected 0 to 1")]
    [TestCase("submit_time", "1e30", "a time in seconds from 0 to 1e11")]
    [TestCase("job_id", "again", "an id that occurs once")]
    public void AMalformedFieldIsRefusedWithItsPlace(string column, string value, string expected)
    {
        string[] good =
            [.. "again,0,1,0,1,1000,0,0,0,,,,,,,,0,1,false,completed,,0,,1,,true".Split(',')];
        bool optional = column is "metrics" or "extras";
        string[] columns = optional ? [.. NormalForm.Columns, column] : [.. NormalForm.Columns];
        good = optional ? [.. good, ""] : good;
        string[] bad = [.. good];
        bad[0] = "other";
        bad[Array.IndexOf(columns, column)] = column == "extras" ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
        string content = string.Join('\n', string.Join(',', columns), string.Join(',', good),
            string.Join(',', bad));

        TraceFormatException error = _files.Refused("x.csv", content);

        Assert.That(error.Message, Does.Contain("x.csv:3: ").And.Contain(expected));
    }

    private static Job WithoutLists(Job job) => job with
    {
        Request = job.Request with { GpuModels = [] },
        Profile = job.Profile with { Phases = [], Metrics = [] },
    };

    private static Job GenJobOnce => new()
    {
        Id = "last", SubmitTime = SimTime.Zero, Request = new JobRequest(), Profile = new JobProfile(),
    };

    private static Gen<string> GenText =>
        Gen.Elements("a", "Z", "9", ",", "\"", "\n", "\r", "|", "\\", ":", " ", "é", "漢", "😀", "-").ListOf()
            .Select(string.Concat);

    private static Gen<TimeSpan> GenLength =>
        Gen.OneOf(Gen.Choose(0, 1000).Select(s => TimeSpan.FromSeconds(s)),
            Gen.Choose(0, int.MaxValue).Select(t => new TimeSpan(t * 123_457L)));

    private static Gen<ImmutableArray<UtilizationPhase>> GenPhases =>
        from steps in GenLength.ListOf()
        from kind in Gen.Elements(Enum.GetValues<PhaseKind>())
        from permille in Gen.Choose(0, 1000)
        select steps.Where(step => step > TimeSpan.Zero).Aggregate(
            steps.Count == 0 ? [] : ImmutableArray.Create(new UtilizationPhase(TimeSpan.Zero, permille, kind)),
            (phases, step) => phases.Add(new UtilizationPhase(phases[^1].Start + step, permille, kind)));

    private static Gen<RecordedRun?> GenRecorded =>
        from kind in Gen.Choose(0, 4)
        from start in GenLength
        from end in GenLength
        select kind == 0 ? null : new RecordedRun(
            kind > 1 ? new SimTime(start.Ticks) : null, kind > 2 ? new SimTime(end.Ticks) : null, Submitted: kind < 4);

    private static Gen<JobRequest> GenRequest =>
        from instances in Gen.Choose(1, 2000)
        from cpu in Gen.Choose(0, int.MaxValue)
        from gpus in Gen.Choose(0, 8)
        from share in Gen.Choose(1, 1000)
        from memory in Gen.Choose(0, int.MaxValue)
        from disk in Gen.Choose(0, int.MaxValue)
        from rdma in Gen.Choose(0, 100)
        from walltime in GenLength
        from models in GenText.ListOf()
        from texts in GenText.ListOf(4)
        from limit in Gen.Choose(0, 5)
        from priority in Gen.Choose(int.MinValue, int.MaxValue)
        select new JobRequest
        {
            Instances = instances,
            PerInstance = new ResourceVector(cpu, gpus, gpus > 1 ? 1000 : share, memory * 1000L, disk * 1000L, rdma),
            Walltime = limit == 0 ? null : walltime,
            GpuModels = [.. models],
            Role = texts[0],
            User = texts[1],
            Application = texts[2],
            Queue = texts[3],
            MaxInstancesPerNode = limit == 0 ? null : limit,
            Priority = priority,
        };

    private static Gen<ImmutableArray<MetricLevel>> GenMetrics =>
        from levels in Gen.Choose(0, 3)
        from metric in Gen.Elements(MetricNames.All.ToArray())
        from value in Gen.Choose(0, 999_983)
        select Enumerable.Range(0, levels)
            .Select(i => new MetricLevel(new TimeSpan(i * 7_654_321L), metric, value / 7.0)).ToImmutableArray();

    private static Gen<JobProfile> GenProfile =>
        from run in GenLength
        from censored in Gen.Elements(true, false)
        from outcome in Gen.Elements(Enum.GetValues<JobOutcome>())
        from phases in GenPhases
        from metrics in GenMetrics
        from active in Gen.Choose(-1, 8)
        from sensitivity in Gen.Choose(0, 999_983)
        select new JobProfile
        {
            RunTime = run,
            Censored = censored,
            Outcome = outcome,
            Phases = phases,
            Metrics = metrics,
            ActiveGpus = active < 0 ? null : active,
            NetworkSensitivity = sensitivity / 999_983.0,
        };

    private static Gen<Job> GenJob =>
        from id in GenText
        from submit in GenLength
        from request in GenRequest
        from profile in GenProfile.Select(profile => profile with
        {
            ActiveGpus = profile.ActiveGpus is { } active ? Math.Min(active, request.TotalGpus) : null,
        })
        from recorded in GenRecorded
        select new Job
        {
            Id = id,
            SubmitTime = new SimTime(submit.Ticks),
            Request = request,
            Profile = profile,
            Recorded = recorded,
        };
}
