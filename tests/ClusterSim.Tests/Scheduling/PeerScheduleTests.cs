using ClusterSim.Engine;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;
using static ClusterSim.Scheduling.Policies.Policies;

namespace ClusterSim.Tests.Scheduling;

/// <summary>Real logs, job by job, against the schedules that other programs computed for the same input.</summary>
public sealed class PeerScheduleTests
{
    [Test]
    public void FifoEqualsAccaSimOnHpc2n() =>
        AssertEqual("hpc2n_3k", 240, Fifo(), "peers/accasim/hpc2n_3k_FIFO.csv.gz");

    [Test]
    public void FifoEqualsAccaSimOnTheta() =>
        AssertEqual("theta_3k", 4360, Fifo(), "peers/accasim/theta_3k_FIFO.csv.gz");

    [Test]
    public void SjfEqualsAccaSimOnHpc2n() => AssertEqual("hpc2n_3k", 240, Sjf(), "peers/accasim/hpc2n_3k_SJF.csv.gz");

    [Test]
    public void EasyEqualsTheTextbookOnHpc2n() =>
        AssertEqual("hpc2n_3k", 240, Easy(), "peers/textbook-easy/hpc2n_3k_easy.csv.gz");

    [Test]
    public void EasyAccaSimEqualsItsBackfillOnHpc2n() =>
        AssertEqual("hpc2n_3k", 240, Policy("easy-accasim"), "peers/accasim/hpc2n_3k_EBF.csv.gz");

    [TestCase("fcfs", 0)]
    [TestCase("fcfs", 1)]
    [TestCase("sjf", 0)]
    [TestCase("sjf", 1)]
    [TestCase("smallest", 0)]
    [TestCase("smallest", 1)]
    [TestCase("f1", 0)]
    [TestCase("f1", 1)]
    public void HeuristicEqualsRlSchedulerOnHpc2n(string score, int backfill) =>
        AssertEqual(
            "hpc2n_3k", 240, Policy($"{score}-rlscheduler", ("backfill", backfill == 1 ? "easy" : "none")),
            $"peers/rlscheduler/hpc2n_3k_{score}_bf{backfill}.csv.gz");

    private static ISchedulingPolicy Policy(string name, params (string Name, string Value)[] options) =>
        PolicyCatalog.Create(name, options.ToDictionary(option => option.Name, option => option.Value));

    private static void AssertEqual(string input, int processors, ISchedulingPolicy policy, string schedule)
    {
        Workload workload = PeerSchedules.Swf(input);
        Dictionary<string, (double Start, double Finish)> expected = PeerSchedules.Schedule(schedule);
        RunResult result = Simulation.Run(workload, PeerSchedules.Cores(processors), policy);
        List<string> different = [];
        for (int job = 0; job < workload.Jobs.Length; job++)
        {
            (double start, double finish) = (result.Jobs[job].StartTime.Seconds, result.Jobs[job].EndTime.Seconds);
            if (expected[workload.Jobs[job].Id] != (start, finish))
            {
                different.Add(
                    $"job {workload.Jobs[job].Id}: {start}-{finish}, expected {expected[workload.Jobs[job].Id]}");
            }
        }

        Assert.That(expected, Has.Count.EqualTo(workload.Jobs.Length));
        Assert.That(different, Is.Empty);
    }
}
