using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Peers;

/// <summary>
/// The simulator of Tiresias's authors (commit 959f9b0, Python 2.7.18) was run on 480 jobs and 60 GPUs and on 5,000
/// jobs and 480 GPUs, both from Philly. Each schedule is kept here as one number, the sum of (job id + 1) x (31 start +
/// 17 finish + preemptions) over all jobs modulo 10^9 + 7, and the number of preemptions.
/// </summary>
public sealed class TiresiasRunTests
{
    private const long Modulus = 1_000_000_007;

    [TestCase("fifo", "", 313022892, 0)]
    [TestCase("fifo-skip", "", 5898271, 0)]
    [TestCase("sjf-tiresias", "", 549840148, 64)]
    [TestCase("shortest-tiresias", "", 908110301, 203)]
    [TestCase("shortest-gpu-tiresias", "", 844402661, 117)]
    [TestCase("dlas-tiresias", "", 845804214, 234)]
    [TestCase("tiresias", "variant=artefact", 37155074, 218)]
    [TestCase("tiresias", "variant=artefact promote-knob=1", 17911517, 1267)]
    [TestCase("tiresias-gittins", "variant=artefact", 281788478, 328)]
    public void JobsOfPhillyOnSixtyGpus(string policy, string set, long sum, int preemptions) =>
        Compare("peers/inputs/tiresias_philly480.csv", "gpus:60", policy, set, sum, preemptions);

    [TestCase("fifo-tiresias", 738635231)]
    [TestCase("fjf-tiresias", 498671140)]
    public void JobsOfPhillyOnFifteenNodes(string policy, long sum) =>
        Compare("peers/inputs/tiresias_philly480.csv", "gpus:15x4", policy, "", sum, 0);

    [TestCase("fifo", "", 506344150, 0)]
    [TestCase("fifo-skip", "", 480134651, 0)]
    [TestCase("sjf-tiresias", "", 571563174, 434)]
    [TestCase("shortest-tiresias", "", 314175306, 2713)]
    [TestCase("shortest-gpu-tiresias", "", 187791760, 721)]
    [TestCase("dlas-tiresias", "", 94751853, 2084)]
    [TestCase("tiresias", "variant=artefact", 555729815, 2225)]
    [TestCase("tiresias", "variant=artefact promote-knob=1", 810872869, 8032)]
    [TestCase("tiresias-gittins", "variant=artefact", 300522163, 1267)]
    public void JobsOfPhillyOnFourHundredEightyGpus(string policy, string set, long sum, int preemptions) =>
        Compare("peers/inputs/tiresias_philly5k.csv.gz", "gpus:480", policy, set, sum, preemptions);

    [TestCase("fifo-tiresias", 874322979)]
    [TestCase("fjf-tiresias", 172923456)]
    public void JobsOfPhillyOnSixtyNodes(string policy, long sum) =>
        Compare("peers/inputs/tiresias_philly5k.csv.gz", "gpus:60x8", policy, "", sum, 0);

    private static void Compare(
        string trace, string platform, string policy, string set, long expectedSum, int expectedPreemptions)
    {
        Workload workload = Trace.Open(SharedData.Path(trace)).ToWorkload().WithEstimates(EstimateSource.Exact, 1);
        Dictionary<string, string> options = set.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(option => option.Split('=')).ToDictionary(option => option[0], option => option[1]);
        if (policy == "tiresias-gittins")
        {
            options.Add("sizes", SharedData.Path("peers/inputs/tiresias_yarn-gput1000.csv"));
        }

        ISchedulingPolicy made = PolicyCatalog.Create(policy, options);
        RunResult result = Simulation.Run(workload, Platform.Load(platform), made);
        long sum = 0;
        for (int job = 0; job < workload.Jobs.Length; job++)
        {
            JobResult was = result.Jobs[job];
            long id = long.Parse(workload.Jobs[job].Id, System.Globalization.CultureInfo.InvariantCulture);
            long value = (31 * (long)was.StartTime.Seconds) + (17 * (long)was.EndTime.Seconds) + was.Restarts;
            sum = (sum + ((id + 1) * value)) % Modulus;
        }

        Assert.That((sum, result.Jobs.Sum(job => job.Restarts)), Is.EqualTo((expectedSum, expectedPreemptions)));
    }
}
