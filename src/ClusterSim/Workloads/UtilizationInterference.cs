namespace ClusterSim.Workloads;

/// <summary>
/// The speed of jobs on one GPU by the sum of their GPU utilizations alone: 1.033 - 0.00214 x max(0, sum - 50), within
/// 0.4 and 1. A least-squares fit to the 1,388 pairs that Hu et al. (ASPLOS 2023) measured on an RTX 3090; it explains
/// 38 % of the variance, with a mean absolute error of 0.075.
/// </summary>
/// <remarks>
/// The pairs are of small models that seldom fill a GPU. On a V100 pairs of larger models ran at 0.54 of their speed on
/// average (Narayanan et al., OSDI 2020): do not carry the fit over to them.
/// </remarks>
public sealed class UtilizationInterference : IInterference
{
    /// <inheritdoc/>
    public string Name => "utilization";

    /// <summary>Speed by the sum of the utilizations.</summary>
    /// <param name="utilization">Sum of the GPU utilizations of all jobs on the GPU, in percent.</param>
    public static double SpeedAt(double utilization) =>
        Math.Clamp(1.033 - (0.00214 * Math.Max(0, utilization - 50)), 0.4, 1);

    /// <inheritdoc/>
    public double Speed(JobSignature? job, IReadOnlyList<JobSignature?> partners)
    {
        ArgumentNullException.ThrowIfNull(partners);
        double sum = UtilizationOf(job);
        for (int i = 0; i < partners.Count; i++)
        {
            sum += UtilizationOf(partners[i]);
        }

        return SpeedAt(sum);
    }

    // What is not known is counted as fully busy, as everywhere.
    private static double UtilizationOf(JobSignature? job) => job?.GpuUtilization ?? 100;
}
