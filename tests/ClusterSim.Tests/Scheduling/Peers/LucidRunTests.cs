using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Peers;

/// <summary>
/// The simulator of Lucid (commit 63685a3), driven with the 2,904 jobs of a week of Philly on 26 nodes with 8 GPUs,
/// estimates being the true durations. Each schedule is kept here as one number, the sum of (number of the job + 1) x
/// (31 start + 17 finish + preemptions) over all jobs modulo 10^9 + 7, and the number of preemptions.
/// </summary>
public sealed class LucidRunTests
{
    private const long Modulus = 1_000_000_007;

    [TestCase("qssf-lucid", 119584280, 0)]
    [TestCase("srtf-lucid", 846096297, 1170)]
    [TestCase("tiresias-lucid", 376365660, 999)]
    public void AWeekOfPhilly(string policy, long expectedSum, int expectedPreemptions)
    {
        Workload workload = Trace.Open(SharedData.Path("peers/inputs/lucid_philly3k.csv.gz")).ToWorkload()
            .WithEstimates(EstimateSource.Exact);
        bool preempts = policy != "qssf-lucid";
        Overheads overheads = !preempts ? new Overheads() : new Overheads
        {
            Preemption = PreemptionCost.Lucid, StartUp = TimeSpan.FromSeconds(1),
        };
        RunResult result = Simulation.Run(
            workload, Platform.Load("gpus:26x8"), PolicyCatalog.Create(policy),
            new SimulationOptions { Overheads = overheads });
        long sum = 0;
        for (int job = 0; job < workload.Jobs.Length; job++)
        {
            JobResult was = result.Jobs[job];
            long number = long.Parse(
                workload.Jobs[job].Id.Where(char.IsAsciiDigit).ToArray(), CultureInfo.InvariantCulture);
            long value = (31 * (long)was.StartTime.Seconds) + (17 * (long)was.EndTime.Seconds) + was.Restarts;
            sum = (sum + ((number + 1) * value)) % Modulus;
        }

        Assert.That((sum, result.Jobs.Sum(job => job.Restarts)), Is.EqualTo((expectedSum, expectedPreemptions)));
    }
}
