namespace ClusterSim.Scheduling.Estimates;

/// <summary>
/// The Gittins index of a job by its attained service a, for a service quantum D and sizes S that were seen before:
/// G(a) = P(S - a &lt;= D | S &gt; a) / E[min(S - a, D) | S &gt; a], as Tiresias defines it (Gu et al., NSDI 2019,
/// section 3.2); 0 where no size lies beyond a.
/// </summary>
internal sealed class GittinsIndex : IServiceIndex
{
    private readonly double[] _sizes;
    private readonly double[] _sums;
    private readonly double _quantum;

    /// <param name="sizesGpuSeconds">Sizes of jobs, in any order.</param>
    /// <param name="quantumGpuSeconds">The service quantum D; greater than 0.</param>
    public GittinsIndex(IEnumerable<double> sizesGpuSeconds, double quantumGpuSeconds)
    {
        _sizes = [.. sizesGpuSeconds.Order()];
        _sums = new double[_sizes.Length + 1];
        for (int i = 0; i < _sizes.Length; i++)
        {
            _sums[i + 1] = _sums[i] + _sizes[i];
        }

        _quantum = quantumGpuSeconds;
    }

    public double At(double serviceGpuSeconds)
    {
        int first = FirstAbove(_sizes, serviceGpuSeconds);
        int beyond = FirstAbove(_sizes, serviceGpuSeconds + _quantum);
        if (beyond == first)
        {
            return 0;
        }

        // Both expectations have the same denominator, the number of sizes beyond a.
        int ending = beyond - first;
        double service = _sums[beyond] - _sums[first] - (ending * serviceGpuSeconds)
            + ((_sizes.Length - beyond) * _quantum);
        return ending / service;
    }

    /// <summary>Position of the first of ascending numbers that is greater; their count when none is.</summary>
    public static int FirstAbove(double[] ascending, double number)
    {
        int low = 0, high = ascending.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = ascending[middle] > number ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
