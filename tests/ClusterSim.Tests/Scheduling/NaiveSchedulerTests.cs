using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;
using static ClusterSim.Tests.Scheduling.NaiveSchedulers;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// The policies against naive ones that scan everything at every event, on random small workloads with estimates that
/// are exact, too long and too short; on one node, where counts decide, and on one-GPU nodes, where placement trials do
/// and must come to the same.
/// </summary>
public sealed class NaiveSchedulerTests
{
    private const int Cases = 300;
    private const int Processors = 6;

    private static readonly string[] Orders =
        
    [
        "fifo", "sjf", "ljf", "saf", "wfp3", "unicef", "f1", "f2", "f3", "f4", "fair-share", "deadline", "priority",
    ];

    [Test]
    public void ThePolicyStartsWhatTheDefinitionStarts(
        [ValueSource(nameof(Orders))] string order, [Values("none", "skip", "easy")] string backfill)
    {
        NaiveKey key = NaiveOrders.Of(order);
        RandomStream random = new(11, "naive-schedulers");
        for (int i = 0; i < Cases; i++)
        {
            NaiveJob[] jobs =
            [
                .. Enumerable.Range(0, 3 + random.NextInt(10)).Select(_ => Draw(random)).OrderBy(job => job.Submit),
            ];
            int[] expected = Simulate(jobs, Processors, Rule(backfill, key));
            foreach (Platform platform in new[] { Model.Gpus(1, Processors), Model.Gpus(Processors, 1) })
            {
                RunResult result = Simulation.Run(ToWorkload(jobs), platform, Compose(order, backfill));
                Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(expected), () =>
                    $"case {i} on {platform.Name}: {string.Join(' ', jobs.Select(job => job.ToString()))}");
            }
        }
    }

    // A walltime that is too short makes the definition itself leave open what to do; see the next test.
    [TestCaseSource(nameof(Orders))]
    public void ConservativeStartsWhatTheDefinitionStarts(string order)
    {
        RandomStream random = new(12, "naive-schedulers");
        for (int i = 0; i < Cases; i++)
        {
            NaiveJob[] jobs = [.. Enumerable.Range(0, 3 + random.NextInt(10)).Select(_ => Draw(random))
                .Select(job => job with { Estimate = Math.Max(job.Run, job.Estimate) }).OrderBy(job => job.Submit)];
            int[] expected = Simulate(
                jobs, Processors, NaiveSchedulers.Conservative(NaiveOrders.Of(order)), everySecond: true);
            RunResult result = Simulation.Run(
                ToWorkload(jobs), Model.Gpus(1, Processors), Compose(order, "conservative"));
            Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(expected), () =>
                $"case {i}: {string.Join(' ', jobs.Select(job => job.ToString()))}");
        }
    }

    // Whatever the walltimes are worth, every job starts once the last promise is due, and nothing is refused.
    [Test]
    public void ConservativeSurvivesWalltimesThatAreTooShort()
    {
        RandomStream random = new(13, "naive-schedulers");
        for (int i = 0; i < Cases; i++)
        {
            NaiveJob[] jobs =
            [
                .. Enumerable.Range(0, 3 + random.NextInt(10)).Select(_ => Draw(random)).OrderBy(job => job.Submit),
            ];
            foreach (Platform platform in new[] { Model.Gpus(1, Processors), Model.Gpus(Processors, 1) })
            {
                RunResult result = Simulation.Run(ToWorkload(jobs), platform, Policies.Conservative());
                Assert.That(result.Jobs.Select(job => job.Status), Is.All.EqualTo(JobStatus.Completed), $"case {i}");
                Assert.That(result.Refusals, Is.Empty, $"case {i}");
            }
        }
    }

    [Test]
    public void SeveralReservationsStartWhatTheDefinitionStarts(
        [ValueSource(nameof(Orders))] string order, [Values("2", "3", "all")] string depth)
    {
        NaiveKey key = NaiveOrders.Of(order);
        int reservations = depth == "all" ? int.MaxValue : int.Parse(depth, CultureInfo.InvariantCulture);
        RandomStream random = new(14, "naive-schedulers");
        for (int i = 0; i < Cases; i++)
        {
            NaiveJob[] jobs =
            [
                .. Enumerable.Range(0, 3 + random.NextInt(10)).Select(_ => Draw(random)).OrderBy(job => job.Submit),
            ];
            int[] expected = Simulate(jobs, Processors, state => DeepEasy(state, key, reservations));
            RunResult result = Simulation.Run(
                ToWorkload(jobs), Model.Gpus(1, Processors), Compose(order, "easy", ("depth", depth)));
            Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(expected), () =>
                $"case {i}: {string.Join(' ', jobs.Select(job => job.ToString()))}");
        }
    }

    // The two definitions were written apart: shadow time and extra processors here, a profile there.
    [Test]
    public void OneReservationIsEasy()
    {
        RandomStream random = new(15, "naive-schedulers");
        for (int i = 0; i < Cases; i++)
        {
            NaiveJob[] jobs =
            [
                .. Enumerable.Range(0, 3 + random.NextInt(10)).Select(_ => Draw(random)).OrderBy(job => job.Submit),
            ];
            NaiveKey key = NaiveOrders.Of(Orders[i % Orders.Length]);
            Assert.That(
                Simulate(jobs, Processors, state => DeepEasy(state, key, depth: 1)),
                Is.EqualTo(Simulate(jobs, Processors, state => NaiveSchedulers.Easy(state, key))), $"case {i}");
        }
    }

    [TestCase("srtf", "youngest")]
    [TestCase("lrpt", "youngest")]
    [TestCase("priority-preemptive", "youngest")]
    [TestCase("priority-preemptive", "oldest")]
    [TestCase("priority-preemptive", "least-wasted")]
    [TestCase("priority-preemptive", "youngest", true)]
    [TestCase("priority-preemptive", "least-wasted", true)]
    [TestCase("priority-preemptive", "youngest", false, 3)]
    [TestCase("priority-preemptive", "least-wasted", true, 2)]
    [TestCase("srtf", "youngest", false, 2)]
    public void WithPreemptionThoseRunWhoComeFirst(string policy, string victims, bool kill = false, int exempt = 0)
    {
        RandomStream random = new(16, "naive-schedulers");
        int stops = 0;
        for (int i = 0; i < Cases; i++)
        {
            NaiveJob[] jobs =
            [
                .. Enumerable.Range(0, 3 + random.NextInt(10)).Select(_ => Draw(random)).OrderBy(job => job.Submit),
            ];
            int[] expected = NaivePreemption.Ends(jobs, Processors, policy, victims, kill, exempt);
            // GPUs of a pool have no names: nobody moves, which would keep what a kill loses.
            int scale = kill ? 20 : 1;
            RunResult result = Simulation.Run(
                ToWorkload([.. jobs.Select(job => job with { Size = job.Size * scale })]),
                Model.Gpus(1, Processors * scale),
                PolicyCatalog.Create(policy, OptionsOf(policy, victims, kill, exempt)));
            stops += result.Jobs.Sum(job => job.Restarts);
            Assert.That(result.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(expected), () =>
                $"case {i}: {string.Join(' ', jobs.Select(job => job.ToString()))}");
        }

        Assert.That(stops, Is.GreaterThan(Cases));
    }

    private static Dictionary<string, string> OptionsOf(string policy, string victims, bool kill, int exempt)
    {
        Dictionary<string, string> options = new()
        {
            ["victims"] = victims, ["stop"] = kill ? "kill" : "checkpoint", ["exempt"] = $"{exempt}s",
        };
        if (policy == "lrpt")
        {
            options["quantum"] = "2s";
        }

        return options;
    }

    private static ISchedulingPolicy Compose(
        string order, string backfill, params (string Name, string Value)[] options) => PolicyCatalog.Create(
        $"{order}+{backfill}",
        options.Concat(order == "fair-share" ? [("half-life", $"{NaiveOrders.HalfLifeSeconds}s")] : [])
            .ToDictionary(option => option.Name, option => option.Value));

    private static Func<State, IEnumerable<int>> Rule(string backfill, NaiveKey key) => backfill switch
    {
        "none" => state => HeadBlocks(state, key),
        "skip" => state => Skip(state, key),
        _ => state => NaiveSchedulers.Easy(state, key),
    };

    private static NaiveJob Draw(RandomStream random)
    {
        int run = 1 + random.NextInt(20);
        int estimate = random.NextInt(3) switch
        {
            0 => run,
            1 => run + random.NextInt(20),
            _ => 1 + random.NextInt(20),
        };
        return new NaiveJob(
            random.NextInt(30), 1 + random.NextInt(Processors), run, estimate, random.NextInt(3), random.NextInt(3));
    }

    private static Workload ToWorkload(NaiveJob[] jobs) => new(jobs.Select((job, index) =>
        Model.Job($"{index}", job.Submit, job.Size, job.Run) with
        {
            Request = new JobRequest
            {
                Instances = job.Size,
                PerInstance = new ResourceVector(Gpus: 1),
                Walltime = SimTime.Length(job.Estimate),
                User = $"{job.User}",
                Priority = job.Priority,
            },
        }));
}
