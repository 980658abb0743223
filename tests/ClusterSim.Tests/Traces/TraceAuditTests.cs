using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Traces.Auditing;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

/// <summary>
/// Expected values: rows written for the purpose, counts that a second program found in the real logs, and the engine.
/// </summary>
public class TraceAuditTests
{
    // Lines 2 to 9 of the file. On one node with 2 GPUs: a and b are equal and overlap; c runs 200 s with a limit of
    // 100 s; d has run time 0; e stands after f but is submitted before it; g asks for 3 GPUs, h for no memory.
    private const string Rows =
        """
        job_id,submit_time,run_time,gpus,memory_mib,walltime
        a,0,50,1,10,60
        b,0,50,1,10,60
        c,10,200,1,10,100
        d,20,0,1,10,60
        f,40,5,1,10,60
        e,30,5,1,10,60
        g,50,5,3,10,60
        h,60,5,1,0,60

        """;

    private const string Map =
        """
        columns:
          job_id: job_id
          submit_time: submit_time
          run_time: run_time
          gpus: gpus
          memory: { column: memory_mib, unit: MiB }
          walltime: walltime
        """;

    [Test]
    public void EverySuspectIsCountedWithItsLineAndId()
    {
        using TraceFiles files = new();
        files.Write("map.yaml", Map);
        TraceAudit audit = TraceAudit.Of(files.Open("rows.csv", Rows), Platform.Load("gpus:1x2"));

        string[] found = [.. audit.Suspects.Select(rows =>
            $"{rows.Severity} {rows.Count}: {rows.What} "
                + $"({string.Join(' ', rows.Lines)}; {string.Join(' ', rows.JobIds)})")];
        Assert.That(found, Is.EqualTo(new[]
        {
            "Impossible 1: asks for more GPUs than the 2 there are (8; g)",
            "Suspicious 1: run time 0 (5; d)",
            "Suspicious 1: ran longer than the requested time (4; c)",
            "Suspicious 1: memory 0, while other rows ask for memory (9; h)",
            "Suspicious 1: equal to another row in all but the id, so that the two overlap (3; b)",
            "Suspicious 1: submitted earlier than the row before it (7; e)",
        }));
        MisfitGroup misfit = audit.Misfits.Single();
        Assert.That((misfit.Resource, misfit.Jobs, misfit.Largest, misfit.Available),
            Is.EqualTo(("GPUs on one node", 1, 3.0, 2.0)));
        // 330 GPU-seconds are asked of 2 GPUs in the 60 s from a to h.
        Assert.That(audit.Verdicts[0], Does.Contain("offered load 2.75 on GPUs"));
        Assert.That(audit.Verdicts[1], Is.EqualTo(
            "1 job can never fit: GPUs on one node, at most 3 asked, 2 there (g)."));
    }

    // a holds 2 of 3 cores from 0 to 10, b 2 from 5 to 15: 4 of 3 from 5 to 10, a third of the 15 s.
    [Test]
    public void RecordedStartsThatOverfillTheMachineAreFound()
    {
        using TraceFiles files = new();
        string log = """
            ; MaxProcs: 3
            1 0 0 10 2 -1 -1 2 20 -1 1 1 1 1 1 1 -1 -1
            2 0 5 10 2 -1 -1 2 20 -1 1 1 1 1 1 1 -1 -1

            """;
        TraceAudit audit = TraceAudit.Of(files.Open("log.swf", log));

        SuspectRows over = audit.Suspects.Single();
        Assert.That((over.Severity, over.Count, over.Lines.Single()), Is.EqualTo((SuspectSeverity.Impossible, 1L, 3L)));
        Assert.That(over.What, Does.Contain("more than the 3 cores there are (at most 4, for 33.33 % of the time)"));
    }

    // 400 hours with one submission each, and 150 of user 7 in hour 200: mean 549 / 399 = 1.4 an hour.
    [Test]
    public void AFlurryOfOneUserIsASpike()
    {
        using TraceFiles files = new();
        IEnumerable<string> steady = Enumerable.Range(0, 400).Select(i => Row(i + 1, i * 3600, 1));
        IEnumerable<string> flurry = Enumerable.Range(0, 149).Select(i => Row(1000 + i, (200 * 3600) + i, 7));
        string log = "; MaxProcs: 64\n" + string.Join('\n', steady.Take(201).Concat(flurry).Concat(steady.Skip(201)));
        TraceAudit audit = TraceAudit.Of(files.Open("log.swf", log + "\n"));

        SuspectRows spike = audit.Suspects.Single(rows => rows.What.StartsWith("hours", StringComparison.Ordinal));
        Assert.That(spike.Count, Is.EqualTo(1));
        Assert.That(spike.What, Does.EndWith("the greatest has 150 from 720000 s on, 149 of them by user 7"));

        static string Row(int id, int submit, int user) =>
            $"{id} {submit} 0 {id} 1 -1 -1 1 -1 -1 1 {user} 1 1 1 1 -1 -1";
    }

    // 475, 104 and 0.07 % were counted by another program.
    [Test]
    public void TheFlawsOfTheKthLogAreFound()
    {
        TraceAudit audit = TraceAudit.Of(Trace.Open(SharedData.Path("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz")));

        Assert.That(audit.Suspects.Single(rows => rows.What == "ran longer than the requested time").Count,
            Is.EqualTo(475));
        Assert.That(audit.Suspects[0].What, Does.Contain("at most 104, for 0.07 % of the time"));
        Assert.That(audit.Load!.Busiest!.Load, Is.EqualTo(0.70).Within(0.005));
        Assert.That(audit.KnownIssues.Select(issue => issue.What), Has.Some.StartsWith("475 jobs ran longer"));
    }

    // 978,078 GPU-hours and 65 duplicates were counted by another program.
    [Test]
    public void TheFlawsOfThePhillyListAreFound()
    {
        Trace trace = Trace.Open(SharedData.Path("microsoft-philly/philly.csv.gz"));
        TraceAudit audit = TraceAudit.Of(trace, Platform.Load(Repository.Path("platforms/philly.yaml")));

        Assert.That(audit.Load!.Resources[0].DemandedHours, Is.EqualTo(978_078).Within(1));
        Assert.That(audit.Suspects.Single(rows => rows.What.StartsWith("equal", StringComparison.Ordinal)).Count,
            Is.EqualTo(65));
    }

    // 16 rows of zero run time were counted by another program.
    [Test]
    public void TheFlawsOfTheServingTraceAreFound()
    {
        Trace trace = Trace.Open(SharedData.Path("alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz"));
        TraceAudit audit = TraceAudit.Of(trace, Platform.Load(Repository.Path("platforms/v2025-disaggregated.yaml")));

        Assert.That(audit.Suspects.Single(rows => rows.What == "run time 0").Count, Is.EqualTo(16));
        Assert.That(audit.Misfits, Is.Empty);
    }

    [Test]
    public void WithoutAPlatformTheAuditSaysSo()
    {
        using TraceFiles files = new();
        files.Write("map.yaml", Map);
        TraceAudit audit = TraceAudit.Of(files.Open("rows.csv", Rows));

        Assert.That(audit.Load, Is.Null);
        Assert.That(audit.Verdicts.Single(), Does.StartWith("No platform was given"));
        Assert.That(audit.ToMarkdown(), Does.StartWith("## Verdict"));
    }

    // The engine rejects what can never run; the audit must name the same jobs without running anything.
    [Test]
    public void MisfitsAreExactlyTheJobsThatTheEngineRejects()
    {
        Platform platform = new()
        {
            Name = "mixed",
            Nodes =
            [
                new Node { Name = "a", Gpus = 4, GpuModel = "A", CpuMilli = 8000, MemoryMiB = 1000, Role = "HN" },
                new Node
                {
                    Name = "b", Gpus = 8, GpuModel = "B", CpuMilli = 4000, MemoryMiB = 4000, Role = "HN", RdmaNics = 1,
                },
                new Node { Name = "c", CpuMilli = 64_000, Role = "CN", DiskMiB = 500 },
            ],
        };
        RandomStream random = new(3, "requests");
        Workload workload = new(Enumerable.Range(0, 2000).Select(i => Drawn(i, random)));

        RunResult run = Simulation.Run(workload, platform, Policies.Fifo(), new SimulationOptions());
        FitTable fits = new(platform);
        string[] misfits = [.. workload.Jobs.Where(job => !fits.CanEverRun(job.Request)).Select(job => job.Id)];
        string[] rejected = [.. workload.Jobs.Where((_, i) => run.Jobs[i].Status == JobStatus.Rejected)
            .Select(job => job.Id)];
        Assert.That(misfits, Is.EqualTo(rejected));
        Assert.That(misfits, Has.Length.InRange(200, 1800));
    }

    private static Job Drawn(int i, RandomStream random)
    {
        int gpus = random.NextInt(3) == 0 ? random.NextInt(10) : 0;
        return new Job
        {
            Id = "j" + i,
            SubmitTime = new SimTime(i),
            Request = new JobRequest
            {
                Instances = 1 + random.NextInt(6),
                PerInstance = new ResourceVector(
                    CpuMilli: random.NextInt(5) * 3000, Gpus: gpus,
                    GpuMilli: gpus == 1 ? 1 + random.NextInt(1000) : 1000,
                    MemoryMiB: random.NextInt(3) * 700, DiskMiB: random.NextInt(4) == 0 ? 300 : 0,
                    RdmaPercent: random.NextInt(4) == 0 ? 30 : 0),
                MaxInstancesPerNode = random.NextInt(3) == 0 ? 1 + random.NextInt(2) : null,
                Role = new[] { "", "", "HN", "CN" }[random.NextInt(4)],
                GpuModels = random.NextInt(4) == 0 ? ["B"] : [],
                Application = "app",
            },
            Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(1) },
        };
    }
}
