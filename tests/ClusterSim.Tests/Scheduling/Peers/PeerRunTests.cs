using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Peers;

/// <summary>
/// The peers' own programs, AccaSim (commit 2a3c0e0) and RLScheduler's environment (commit cd433e3), were run on all
/// four inputs; every start and every finish was equal to ours. Each schedule is kept here as one number: the sum of
/// job id x start over all jobs, modulo 10^9 + 7.
/// </summary>
public sealed class PeerRunTests
{
    private const long Modulus = 1_000_000_007;

    private static readonly string[] s_scores = ["fcfs", "sjf", "smallest", "f1", "wfp", "uni"];

    private static readonly Dictionary<string, int> s_processors = new(StringComparer.Ordinal)
    {
        ["hpc2n_3k"] = 240, ["theta_3k"] = 4360, ["lublin320_10k"] = 320, ["kth_28k"] = 100,
    };

    [TestCase("hpc2n_3k", "fifo", 932069167)]
    [TestCase("hpc2n_3k", "sjf", 427965603)]
    [TestCase("hpc2n_3k", "ljf", 919783327)]
    [TestCase("hpc2n_3k", "easy-accasim", 528800610)]
    [TestCase("theta_3k", "fifo", 337579954)]
    [TestCase("theta_3k", "sjf", 968615724)]
    [TestCase("theta_3k", "ljf", 722838472)]
    [TestCase("theta_3k", "easy-accasim", 375973607)]
    [TestCase("lublin320_10k", "fifo", 414112293)]
    [TestCase("lublin320_10k", "sjf", 200917134)]
    [TestCase("lublin320_10k", "ljf", 861180784)]
    [TestCase("lublin320_10k", "easy-accasim", 25796994)]
    [TestCase("kth_28k", "fifo", 784319865)]
    [TestCase("kth_28k", "sjf", 856214222)]
    [TestCase("kth_28k", "easy-accasim", 365655109)]
    public void AccaSim(string input, string policy, long sum) =>
        Assert.That(SumOf(Read(input), s_processors[input], policy, []), Is.EqualTo(sum));

    [TestCase("hpc2n_3k", "none", new[] { 932069167, 668415429, 417979658, 818289004, 442673349, 630646078 })]
    [TestCase("hpc2n_3k", "easy", new[] { 789932580, 382272046, 656689564, 901167295, 415457158, 309843896 })]
    [TestCase("theta_3k", "none", new[] { 337579954, 566416496, 497764480, 739266733, 81800543, 928755812 })]
    [TestCase("theta_3k", "easy", new[] { 657656767, 387317555, 476321212, 841699325, 953464935, 526940518 })]
    [TestCase("lublin320_10k", "none", new[] { 414112293, 687355816, 361938996, 874678217, 228563535, 54388884 })]
    [TestCase("lublin320_10k", "easy", new[] { 137932523, 922894083, 461011582, 691417812, 944241554, 642202667 })]
    [TestCase("kth_28k", "easy", new[] { 637666309, 467503943, 784387857, 547242752, 480307930, 122008237 })]
    public void RlScheduler(string input, string backfill, int[] sums)
    {
        Workload workload = Read(input);
        Dictionary<string, string> options = new(StringComparer.Ordinal) { ["backfill"] = backfill };
        Assert.That(
            s_scores.Select(score => SumOf(workload, s_processors[input], score + "-rlscheduler", options)),
            Is.EqualTo(sums));
    }

    private static Workload Read(string input) =>
        Trace.Open(SharedData.Path($"peers/inputs/{input}.swf.gz")).ToWorkload();

    private static long SumOf(Workload workload, int processors, string policy, Dictionary<string, string> options)
    {
        RunResult result =
            Simulation.Run(workload, Platform.Load($"cores:{processors}"), PolicyCatalog.Create(policy, options));
        long sum = 0;
        for (int job = 0; job < workload.Jobs.Length; job++)
        {
            long id = long.Parse(workload.Jobs[job].Id, CultureInfo.InvariantCulture);
            sum = (sum + (id * (long)result.Jobs[job].StartTime.Seconds)) % Modulus;
        }

        return sum;
    }
}
