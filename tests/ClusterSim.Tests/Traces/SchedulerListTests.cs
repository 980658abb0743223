using System.Globalization;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

/// <summary>The lists that other schedulers' simulators read: Tiresias, Muri, Lucid, Gavel, Pollux and Sia.</summary>
public class SchedulerListTests
{
    private const string TiresiasHeader = "job_id,num_gpu,submit_time,iterations,model_name,duration,interval\n";
    private const string LucidHeader = "job_id,user,vc,jobname,gpu_num,cpu_num,state,submit_time,duration\n";
    private const string PolluxHeader = "name,time,application,num_replicas,batch_size\n";
    private const string MuriHeader = "job_id,num_gpu,submit_time,iterations,model_name,batch_size,duration,interval,"
        + "iteration_time,resource_time_0,resource_time_1,resource_time_2,priority\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void TheListOfTiresiasIsRead()
    {
        Trace trace = Trace.Open(SharedData.Path("tiresias/60_job.csv"));
        Job second = trace.ToWorkload().Jobs[1];

        // SOURCES.md section 12: 60 jobs. Row 2 of the file: 1,8,30,133,vgg11,147,23.
        Assert.That(trace.ToWorkload().Jobs, Has.Length.EqualTo(60));
        Assert.That(
            (second.Id, second.SubmitTime.Seconds, second.Request.Instances, second.Request.Application),
            Is.EqualTo(("1", 30.0, 8, "vgg11")));
        Assert.That(second.Request.PerInstance, Is.EqualTo(new ResourceVector(Gpus: 1)));
        Assert.That(second.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(147)));
    }

    [TestCase("peers/inputs/tiresias_60_job.csv", 60)]
    [TestCase("peers/inputs/tiresias_philly480.csv", 480)]
    [TestCase("peers/inputs/tiresias_philly5k.csv.gz", 5_000)]
    public void TheListsThatOtherSimulatorsReplayedHaveTheirJobs(string path, int jobs)
    {
        // peers/inputs/README.md: 60, 480 and 5,000 jobs.
        Assert.That(Trace.Open(SharedData.Path(path)).ToWorkload().Jobs, Has.Length.EqualTo(jobs));
    }

    [Test]
    public void MuriCountsInMilliseconds()
    {
        Trace trace = Trace.Open(SharedData.Path("muri/cluster_trace.csv"));
        Job second = trace.ToWorkload().Jobs[1];

        // Row 2 of the file: 1,8,1534000,1463,vgg16,16,281000,28000,214,82,75,66,1; SOURCES.md section 12: 400 jobs.
        Assert.That(trace.ToWorkload().Jobs, Has.Length.EqualTo(400));
        Assert.That(second.SubmitTime, Is.EqualTo(SimTime.FromSeconds(1534)));
        Assert.That(second.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(281)));
        Assert.That((second.Request.Priority, second.Request.Instances), Is.EqualTo((1, 8)));
    }

    [TestCase("muri/trace1.csv.gz", 1_494)]
    [TestCase("muri/trace2.csv.gz", 5_755)]
    [TestCase("muri/trace3.csv.gz", 992)]
    [TestCase("muri/trace4.csv.gz", 2_638)]
    public void EveryListOfMuriIsRead(string path, int jobs)
    {
        Workload workload = Trace.Open(SharedData.Path(path)).ToWorkload();

        // SOURCES.md section 12: the rows, and mean durations of 5e7 to 2.5e8 ms.
        Assert.That(workload.Jobs, Has.Length.EqualTo(jobs));
        Assert.That(workload.Jobs.Average(job => job.Profile.RunTime.TotalSeconds), Is.InRange(4.5e4, 2.55e5));
    }

    [Test]
    public void ARowOfLucidKeepsItsUtilization()
    {
        Trace trace = _files.Open("lucid.csv",
            "job_id,user,vc,jobname,gpu_num,cpu_num,state,submit_time,duration,model,dataset,batchsize,amp,speed,"
            + "gpu_util,gmem_util,gmem\n"
            + "7,u,vc1,train,2,9,Pass,2020-09-01 00:00:10,60,VGG,cifar10,64,1,8.5,87.25,30,4000\n"
            + "8,u,vc1,train,1,4,TIMEOUT,2020-09-01 00:00:00,61,VGG,cifar10,64,1,8.5,,30,4000\n");
        Job job = trace.ToWorkload().Jobs[1];

        Assert.Multiple(() =>
        {
            Assert.That(job.SubmitTime, Is.EqualTo(SimTime.FromSeconds(10)));
            Assert.That(job.Request.Instances, Is.EqualTo(2));
            Assert.That(job.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 4500, Gpus: 1)));
            // 87.25 % rounded to 1/1000.
            Assert.That(job.Profile.Phases.Single(),
                Is.EqualTo(new UtilizationPhase(TimeSpan.Zero, 873, PhaseKind.Compute)));
            Assert.That(trace.ToWorkload().Jobs[0].Profile.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(trace.ToWorkload().Jobs[0].Profile.Phases, Is.Empty);
        });
    }

    [Test]
    public void TheListThatLucidReplayedHasItsJobs()
    {
        Workload workload = Trace.Open(SharedData.Path("peers/inputs/lucid_philly3k.csv.gz")).ToWorkload();

        // peers/inputs/README.md: 2,904 jobs of 2017-10-01 to 07, at most 2 days, sizes 1 to 32, unique seconds.
        Assert.That(workload.Jobs, Has.Length.EqualTo(2_904));
        Assert.That(workload.Jobs.Max(job => job.Profile.RunTime), Is.LessThanOrEqualTo(TimeSpan.FromDays(2)));
        Assert.That(workload.Jobs.Max(job => job.Request.TotalGpus), Is.LessThanOrEqualTo(32));
        Assert.That(workload.Jobs.Select(job => job.SubmitTime), Is.Unique);
        // The peer's own schedule starts the first job at its submission, second 0 of the list.
        Assert.That(workload.FirstSubmit, Is.EqualTo(SimTime.Zero));
    }

    [Test]
    public void SecondsAndDatesInOneListOfLucidAreRefused()
    {
        Assert.That(
            _files.Refused("mixed.csv", LucidHeader + "1,u,v,j,1,1,Pass,5,1\n2,u,v,j,1,1,Pass,2020-09-01 00:00:10,1\n")
                .Message,
            Does.Contain("mixed.csv:3: column 'submit_time' (8): found '2020-09-01 00:00:10', expected seconds"));
    }

    [TestCase("physical_cluster/minimize_makespan.trace", 100, 0)]
    [TestCase("physical_cluster/max_min_fairness.trace", 96, 0)]
    [TestCase("physical_cluster/debug_v2.trace", 14, 0)]
    [TestCase("msr/seed=0/0e4a51.trace.gz", 1_181, 197)]
    [TestCase("msr/seed=0/ee9e8c.trace.gz", 2_000, 373)]
    [TestCase("msr/seed=0/795a4c.trace.gz", 3, 0)]
    public void EveryRowOfGavelIsAccountedFor(string path, int rows, int unmeasured)
    {
        string table = SharedData.Path("gavel/physical_cluster_throughputs.json.gz");
        Trace trace = Trace.Open(SharedData.Path("gavel/traces/" + path), "gavel:" + table);

        // SOURCES.md section 12: the rows of each file. A script of its own counted those whose job type and number of
        // GPUs are no key of the table: A3C, CycleGAN and Recommendation on several GPUs, and all on more than eight.
        Assert.That(trace.Report.RowsRead, Is.EqualTo(rows));
        Assert.That(trace.Report.RowsLeftOut, Is.EqualTo(unmeasured));
    }

    [Test]
    public void AJobOfGavelRunsItsStepsOverTheMeasuredThroughput()
    {
        string table = SharedData.Path("gavel/physical_cluster_throughputs.json.gz");
        Workload workload = Trace.Open(SharedData.Path("gavel/traces/physical_cluster/debug.trace"), "gavel:" + table)
            .ToWorkload();
        Job third = workload.Jobs.Single(job => job.Id == "2"), fourth = workload.Jobs.Single(job => job.Id == "3");

        // ResNet-18 (batch size 64): 100,387 steps on one V100 at 24.093231895382736 a second; with batches of 32,
        // 347,387 steps on two at 94.24893164660543 (both read from the table).
        Assert.That(third.Profile.RunTime.TotalSeconds, Is.EqualTo(100_387 / 24.093231895382736).Within(1e-6));
        Assert.That(fourth.Profile.RunTime.TotalSeconds, Is.EqualTo(347_387 / 94.24893164660543).Within(1e-6));
        Assert.That((fourth.Request.Instances, fourth.Request.Application),
            Is.EqualTo((2, "ResNet-18 (batch size 32)")));
    }

    [Test]
    public void GavelSaysWhichFileItNeeds()
    {
        const string row = "A3C\tc\td\t-n\t1\t100\t1\t1\t-1\t0\n";
        Assert.That(_files.Refused("alone.trace", row).Message,
            Does.Contain("no table of throughputs").And.Contain("gavel:FILE").And.Contain("simulation_throughputs"));

        string beside = Path.Combine(_files.Folder, "deep", "er");
        Directory.CreateDirectory(beside);
        File.WriteAllText(Path.Combine(_files.Folder, "deep", "throughputs.json"),
            """{ "k80": [], "v100": { "('A3C', 1)": { "null": 4, "('A3C', 1)": [1, 2] }, """
            + """ "('B', 1)": {"null": 0} } }""");
        string path = Path.Combine(beside, "x.trace");
        File.WriteAllText(path, row + row.Replace("A3C", "B") + row.Replace("\t1\t1\t-1", "\t2\t1\t-1"));
        Trace trace = Trace.Open(path);

        // 100 steps at 4 a second.
        Assert.That(trace.ToWorkload().Jobs.Single().Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(25)));
        Assert.That(TraceFiles.Note(trace, "no throughput").Lines, Is.EqualTo(new[] { 2L, 3 }));
    }

    [Test]
    public void TheEstimatesOfPolluxAreThoseOfItsTables()
    {
        // What the reader says about itself, worked out anew from the artefact's tables: the last iteration of the
        // smallest validation table times the step time of one replica with that batch, or the next measured one.
        string[] applications = ["ncf", "cifar10", "bert", "deepspeech2", "yolov3", "imagenet"];
        foreach (string application in applications)
        {
            string table = SharedData.Path($"pollux/sched/traces/{application}/placements.csv");
            string folder = Path.GetDirectoryName(table)!;
            (int batch, string file) = Directory.GetFiles(folder, "validation-*.csv")
                .Select(name => (int.Parse(Path.GetFileNameWithoutExtension(name)["validation-".Length..],
                    CultureInfo.InvariantCulture), name)).Min();
            double iterations = Number(File.ReadLines(file).Last().Split(',')[1]);
            double step = File.ReadLines(table).Skip(1)
                .Select(line => line.Split(','))
                .Where(row => row[0] == "1" && Number(row[1]) >= batch)
                .MinBy(row => Number(row[1])) is { } best ? Number(best[2]) : double.NaN;
            Job job = _files.Open(application + ".csv", PolluxHeader + $"j,0,{application},1,{batch}\n")
                .ToWorkload().Jobs[0];

            Assert.That(job.Profile.RunTime.TotalSeconds, Is.EqualTo(iterations * step).Within(1), application);
        }

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [TestCase("pollux/simulator/workloads/workload-1.csv", 160)]
    [TestCase("pollux/simulator/workloads-2.0/workload-1.csv", 320)]
    [TestCase("sia/workloads/philly/workload-1.csv", 160)]
    [TestCase("sia/workloads/newtrace/workload-1.csv", 960)]
    public void EveryWorkloadOfPolluxAndSiaIsRead(string path, int jobs)
    {
        Trace trace = Trace.Open(SharedData.Path(path));

        // SOURCES.md section 12: 80 to 320 jobs by load; Sia 160, newtrace 960.
        Assert.That(trace.ToWorkload().Jobs, Has.Length.EqualTo(jobs));
        Assert.That(TraceFiles.Note(trace, "no run times are recorded").Kind, Is.EqualTo(TraceNoteKind.Noticed));
    }

    [TestCase(TiresiasHeader + "0,1.5,0,1,vgg,1,0", "column 'num_gpu' (2): found '1.5'")]
    [TestCase(TiresiasHeader + "0,1,-3,1,vgg,1,0", "column 'submit_time' (3): found '-3'")]
    [TestCase(TiresiasHeader + "0,1,0,1,vgg,,0", "column 'duration' (6): found an empty field")]
    [TestCase(TiresiasHeader + "0,1,0,1,vgg,1,0\n0,1,0,1,vgg,1,0", "3: found job id '0' again")]
    [TestCase(MuriHeader + "0,1,0,1,vgg,4,x,1,1,1,1,1,0", "column 'duration' (7): found 'x', expected a time in milli")]
    [TestCase(MuriHeader + "0,1,0,1,vgg,4,1,1,1,1,1,y,0", "column 'resource_time_2' (12): found 'y'")]
    [TestCase(LucidHeader + "1,u,v,j,1,1,Gone,5,1", "column 'state' (7): found 'Gone'")]
    [TestCase(LucidHeader + "1,u,v,j,1,1,Pass,x,1", "column 'submit_time' (8): found 'x'")]
    [TestCase(PolluxHeader + "a,1,gpt,1,1", "column 'application' (3): found 'gpt', expected one of ncf, cifar10")]
    [TestCase(PolluxHeader + "a,1,ncf,0,1", "column 'num_replicas' (4): found '0'")]
    public void AMalformedFieldIsRefusedWithItsPlace(string content, string expected)
    {
        Assert.That(_files.Refused("x.csv", content).Message, Does.Contain(expected));
    }

    [TestCase("A3C\tc\td\t-n\t1\t1.5\t1\t1\t-1\t0\n", "bad.trace:1: field 6 (total_steps): found '1.5'")]
    [TestCase("A3C\tc\td\t-n\t1\t15\t0\t1\t-1\t0\n", "bad.trace:1: field 7 (scale_factor): found '0'")]
    [TestCase("A3C\tc\td\t-n\t1\t15\t1\t1\t-1\t-1\n", "bad.trace:1: field 10 (arrival_time): found '-1'")]
    [TestCase("A3C\tc\td\t-n\t1\t15\t1\t1\t-1\t0\nA\tb\t1\n", "bad.trace:2: found 3 fields, expected 10 fields")]
    public void AMalformedRowOfGavelIsRefusedWithItsPlace(string content, string expected)
    {
        _files.Write("bad_throughputs.json", """{ "v100": { "('A3C', 1)": { "null": 1 } } }""");
        try
        {
            Assert.That(_files.Refused("bad.trace", content).Message, Does.Contain(expected));
        }
        finally
        {
            File.Delete(Path.Combine(_files.Folder, "bad_throughputs.json"));
        }
    }
}
