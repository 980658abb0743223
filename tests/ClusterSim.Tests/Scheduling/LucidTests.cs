using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Experiments;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Traces.Colocation;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Lucid against its artefact (S-Lab-System-Group/Lucid, commit 63685a3), run with Python 3.11 and pandas 1.5.3 on the
/// first 900 jobs of a Philly week (submissions twice as dense, at most 16 GPUs) with models drawn from its 66 measured
/// ones and estimates with log-normal errors, on 8 nodes of 8 GPUs and 2 profiling nodes. Two defects were mended
/// before: the partner of a job that came first never sped up again when that job ended (it was not found, because a
/// number was compared with a record), and the rate of the last second depended on the order of a list. Where two jobs
/// of one kind were measured, both have their mean speed, as <see cref="PairSpeedFile"/> reads them.
/// </summary>
public class LucidTests
{
    [Test]
    public void EveryJobStartsAndEndsWhenItDoesInTheArtefact()
    {
        string[][] rows =
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "tests/ClusterSim.Tests/Golden/lucid-packing.csv")).Skip(1)
                .Select(line => line.Split(',')),
        ];
        Dictionary<string, JobSignature> signatures =
            SignatureFile.Read(SharedData.Path("lucid/single_data.csv")).ToDictionary(one => one.Name);
        RunResult result = Simulation.Run(
            new Workload(rows.Select(row => JobOf(row, signatures[row[5]]))), Model.Gpus(8, 8),
            PolicyCatalog.Create("lucid", new Dictionary<string, string>
            {
                ["variant"] = "artefact", ["profiler_nodes"] = "0", ["busy_jobs"] = "-1",
            }),
            new SimulationOptions
            {
                Interference = MeasuredSpeeds(),
                EndPolling = new EndPolling(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)),
            });

        Dictionary<string, JobResult> byId = result.Workload.Jobs.Zip(result.Jobs)
            .ToDictionary(pair => pair.First.Id, pair => pair.Second);
        string[] different =
        [
            .. from row in rows
            let job = byId[row[0]]
            let found = string.Create(
                CultureInfo.InvariantCulture, $"{job.StartTime.Seconds},{job.EndTime.Seconds}")
            where found != $"{row[6]},{row[7]}"
            select $"{row[0]}: {found} instead of {row[6]},{row[7]}",
        ];
        Assert.That(different, Is.Empty, $"{different.Length} of {rows.Length}");
    }

    [Test]
    public void NewJobsAreProfiledWithFewestGpusFirstAndStartAfreshInTheMainQueue()
    {
        // Four nodes of 2 GPUs, the last one profiles for 100 s. b and c (1 GPU) go first, a (2 GPUs) waits for both.
        // c ends within its 50 s. b is stopped at 100 and starts from scratch on a main node: it ends at 100 + 300.
        // a is profiled from 100 to 200 and ends at 200 + 150. d needs 4 GPUs and is never profiled: 0 to 30.
        RunResult result = new SchedulingHarness(2, 2, 2, 2)
            .Submit(Measured("a", 0, 2, 150)).Submit(Measured("b", 0, 1, 300)).Submit(Measured("c", 0, 1, 50))
            .Submit(Measured("d", 0, 4, 30))
            .Run(PolicyCatalog.Create("lucid", new Dictionary<string, string>
            {
                ["profiler_nodes"] = "1", ["profiler_limit"] = "100s", ["profiler_gpus"] = "2", ["busy_jobs"] = "1000",
            }));

        Assert.That(
            result.Jobs.Select(job => (job.StartTime.Seconds, job.EndTime.Seconds)),
            Is.EqualTo(new[] { (100.0, 350.0), (0.0, 400.0), (0.0, 50.0), (0.0, 30.0) }));
        Assert.That(result.Jobs.Select(job => job.Restarts), Is.EqualTo(new[] { 1, 1, 0, 0 }));
    }

    [Test]
    public void WhileFewJobsComeNobodySharesAndTheHeadBlocks()
    {
        // One GPU. Sharing is off while no more than 1 job in ten minutes comes, on average of fifty: never here. b
        // waits for a although both would fit together.
        SchedulingHarness harness = new SchedulingHarness(1)
            .Submit(Measured("a", 0, 1, 500)).Submit(Measured("b", 10, 1, 100));

        Assert.That(harness.Starts(Lucid("busy_jobs", "1"))["b"], Is.EqualTo(500));
        Assert.That(harness.Starts(Lucid("busy_jobs", "-1"))["b"], Is.EqualTo(10));
    }

    [Test]
    public void OnlyJobsThatDisturbEachOtherLittleShare()
    {
        // Scores 2 + 1 exceed 2. Memory: 20,000 + 4,576 MiB is not less than 24,576. Service: 1,001 s exceed 2 x 500 s.
        Assert.That(StartOfSecond(Measured("b", 10, 1, 100, score: 1), hostScore: 2), Is.EqualTo(500));
        Assert.That(StartOfSecond(Measured("b", 10, 1, 100, score: 0), hostScore: 2), Is.EqualTo(10));
        Assert.That(StartOfSecond(Measured("b", 10, 1, 100, memory: 4576), hostMemory: 20_000), Is.EqualTo(500));
        Assert.That(StartOfSecond(Measured("b", 10, 1, 100, memory: 4575), hostMemory: 20_000), Is.EqualTo(10));
        Assert.That(StartOfSecond(Measured("b", 10, 1, 1001)), Is.EqualTo(500));
        Assert.That(StartOfSecond(Measured("b", 10, 1, 1000)), Is.EqualTo(10));
    }

    [Test]
    public void WithoutSignaturesTheRunSaysWhatIsMissing()
    {
        SchedulingHarness harness = new SchedulingHarness(1).Submit("a", 0, 1, 10);

        Assert.That(
            () => harness.Run(PolicyCatalog.Create("lucid")),
            Throws.TypeOf<PolicyException>().With.Message.Contains("needs the GPU utilization and the GPU memory")
                .And.Matches<Exception>(error => InputProblems.Of(error!).Length == 1), "a fault of the input");
    }

    // Twelve jobs for one profiling node of one GPU, 100 s each. Many wait: the second node joins, and two start every
    // 100 s, until at 400 four wait and the node goes back.
    [TestCase("off", new[] { 0.0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100 })]
    [TestCase("on", new[] { 0.0, 0, 100, 100, 200, 200, 300, 300, 400, 500, 600, 700 })]
    public void TheProfilerGetsANodeWhileManyWait(string scaling, double[] starts)
    {
        RunResult result = Simulation.Run(
            new Workload(Enumerable.Range(10, 12).Select(i => Measured($"{i}", 0, 1, 5000))), Model.Gpus(8, 1),
            PolicyCatalog.Create("lucid", new Dictionary<string, string>
            {
                ["profiler_nodes"] = "1", ["profiler_limit"] = "100s", ["profiler_scaling"] = scaling,
            }));

        Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(starts));
    }

    private static double? StartOfSecond(Job second, int hostScore = 0, double hostMemory = 1000) =>
        new SchedulingHarness(1).Submit(Measured("a", 0, 1, 500, hostScore, hostMemory)).Submit(second)
            .Starts(Lucid("busy_jobs", "-1"))["b"];

    private static ISchedulingPolicy Lucid(string option, string value) => PolicyCatalog.Create(
        "lucid", new Dictionary<string, string> { ["profiler_nodes"] = "0", [option] = value });

    private static Job Measured(
        string id, double submit, int gpus, double run, int score = 0, double memory = 1000)
    {
        JobSignature signature = new()
        {
            Name = id, GpuUtilization = 10, GpuMemoryMiB = memory, SharingScore = score,
        };
        Job job = Model.Job(id, submit, gpus, run);
        return job with
        {
            Request = job.Request with { Signature = signature },
            Profile = job.Profile with { Signature = signature },
        };
    }

    // The artefact ignores what was measured of NeuMF and lets it run at full speed beside anybody.
    private static PairInterference MeasuredSpeeds()
    {
        var speeds = ImmutableDictionary.CreateBuilder<(string, string), double>();
        foreach (MeasuredPair pair in PairSpeedFile.Pairs(SharedData.Path("lucid/colocate_info.csv.gz")))
        {
            if (!pair.First.StartsWith("NeuMF", StringComparison.Ordinal)
                && !pair.Second.StartsWith("NeuMF", StringComparison.Ordinal))
            {
                bool same = pair.First == pair.Second;
                double mean = (pair.FirstSpeed + pair.SecondSpeed) / 2;
                speeds[(pair.First, pair.Second)] = same ? mean : pair.FirstSpeed;
                speeds[(pair.Second, pair.First)] = same ? mean : pair.SecondSpeed;
            }
        }

        return new PairInterference("Lucid", speeds.ToImmutable());
    }

    private static Job JobOf(string[] row, JobSignature signature) => new()
    {
        Id = row[0],
        SubmitTime = SimTime.FromSeconds(Number(row[2])),
        Request = new JobRequest
        {
            Instances = (int)Number(row[1]),
            PerInstance = new ResourceVector(Gpus: 1),
            Walltime = TimeSpan.FromSeconds(Number(row[4])),
            Signature = signature,
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(Number(row[3])), Signature = signature },
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
