using System.Collections.Immutable;
using ClusterSim.Statistics;

namespace ClusterSim.Workloads;

/// <summary>
/// Whether a Kolmogorov-Smirnov test tells one property of the jobs of two workloads apart, each property by itself.
/// </summary>
/// <param name="Marginal">The property with its unit, e.g. <c>run time (s)</c>.</param>
/// <param name="Result">The test.</param>
public sealed record MarginalTest(string Marginal, KolmogorovSmirnovResult Result)
{
    private const double Milli = 1000;

    /// <summary>
    /// Compares the marginals that both workloads have: times between submissions, GPUs and cores of the jobs that ask
    /// for any, memory, run times, walltimes, and users by the rank of their number of jobs. Jobs that stood before the
    /// trace began are left aside.
    /// </summary>
    /// <param name="first">One workload.</param>
    /// <param name="second">The other.</param>
    public static ImmutableArray<MarginalTest> Of(Workload first, Workload second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Job[] a = Submitted(first), b = Submitted(second);
        (string Name, Func<Job[], IEnumerable<double>> Of)[] marginals =
        [
            ("time between submissions (s)", Gaps),
            ("GPUs", jobs => jobs.Select(job => job.Request.TotalGpuMilli / Milli).Where(gpus => gpus > 0)),
            ("cores", jobs => jobs.Select(job => job.Request.TotalCpuMilli / Milli).Where(cores => cores > 0)),
            ("memory (MiB)", jobs => jobs.Select(MemoryMiB).Where(memory => memory > 0)),
            ("run time (s)", jobs => jobs.Select(job => job.Profile.RunTime.TotalSeconds)),
            ("walltime (s)", jobs => jobs.Select(job => job.Request.Walltime?.TotalSeconds).OfType<double>()),
            ("user (rank by jobs)", UserRanks),
        ];
        return
        [
            .. marginals
                .Select(marginal => new MarginalTest(
                    marginal.Name, KolmogorovSmirnov.Test([.. marginal.Of(a)], [.. marginal.Of(b)])))
                .Where(test => test.Result is { FirstCount: > 0, SecondCount: > 0 }),
        ];
    }

    private static double MemoryMiB(Job job) => (double)job.Request.Instances * job.Request.PerInstance.MemoryMiB;

    private static Job[] Submitted(Workload workload) =>
        [.. workload.Jobs.Where(job => job.Recorded is not { Submitted: false })];

    private static IEnumerable<double> Gaps(Job[] jobs)
    {
        for (int i = 1; i < jobs.Length; i++)
        {
            yield return (jobs[i].SubmitTime - jobs[i - 1].SubmitTime).TotalSeconds;
        }
    }

    private static IEnumerable<double> UserRanks(Job[] jobs) => jobs.Where(job => job.Request.User.Length > 0)
        .GroupBy(job => job.Request.User, StringComparer.Ordinal)
        .OrderByDescending(user => user.Count()).ThenBy(user => user.Key, StringComparer.Ordinal)
        .SelectMany((user, rank) => Enumerable.Repeat((double)rank, user.Count()));
}
