using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;
using static ClusterSim.Scheduling.Policies.Policies;
using static ClusterSim.Tests.Scheduling.NaiveSchedulers;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// The policies against naive ones that scan everything at every event, on random small workloads with estimates that
/// are exact, too long and too short; on one node, where counts decide, and on one-GPU nodes, where placement trials do
/// and must come to the same.
/// </summary>
public sealed class NaiveSchedulerTests
{
    private const int Cases = 2_000;
    private const int Processors = 6;

    [TestCase("fifo")]
    [TestCase("fifo-skip")]
    [TestCase("sjf")]
    [TestCase("easy")]
    public void ThePolicyStartsWhatTheDefinitionStarts(string name)
    {
        (Func<ISchedulingPolicy> policy, Func<State, IEnumerable<int>> naive) = Pair(name);
        RandomStream random = new(11, "naive-schedulers");
        for (int i = 0; i < Cases; i++)
        {
            NaiveJob[] jobs =
            [
                .. Enumerable.Range(0, 3 + random.NextInt(10)).Select(_ => Draw(random)).OrderBy(job => job.Submit),
            ];
            int[] expected = Simulate(jobs, Processors, naive);
            foreach (Platform platform in new[] { Model.Gpus(1, Processors), Model.Gpus(Processors, 1) })
            {
                RunResult result = Simulation.Run(ToWorkload(jobs), platform, policy());
                Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(expected), () =>
                    $"case {i} on {platform.Name}: {string.Join(' ', jobs.Select(job => job.ToString()))}");
            }
        }
    }

    // A walltime that is too short makes the definition itself leave open what to do; see the next test.
    [Test]
    public void ConservativeStartsWhatTheDefinitionStarts()
    {
        RandomStream random = new(12, "naive-schedulers");
        for (int i = 0; i < Cases; i++)
        {
            NaiveJob[] jobs = [.. Enumerable.Range(0, 3 + random.NextInt(10)).Select(_ => Draw(random))
                .Select(job => job with { Estimate = Math.Max(job.Run, job.Estimate) }).OrderBy(job => job.Submit)];
            int[] expected = Simulate(jobs, Processors, NaiveSchedulers.Conservative(), everySecond: true);
            RunResult result = Simulation.Run(ToWorkload(jobs), Model.Gpus(1, Processors), Policies.Conservative());
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

    private static (Func<ISchedulingPolicy> Policy, Func<State, IEnumerable<int>> Naive) Pair(string name) =>
        name switch
    {
        "fifo" => (() => Fifo(), state => HeadBlocks(state, shortestFirst: false)),
        "fifo-skip" => (() => FifoSkip(), Skip),
        "sjf" => (() => Sjf(), state => HeadBlocks(state, shortestFirst: true)),
        _ => (() => Policies.Easy(), NaiveSchedulers.Easy),
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
        return new NaiveJob(random.NextInt(30), 1 + random.NextInt(Processors), run, estimate);
    }

    private static Workload ToWorkload(NaiveJob[] jobs) => new(jobs.Select((job, index) =>
        Model.Job($"{index}", job.Submit, job.Size, job.Run) with
        {
            Request = new JobRequest
            {
                Instances = job.Size,
                PerInstance = new ResourceVector(Gpus: 1),
                Walltime = SimTime.Length(job.Estimate),
            },
        }));
}
