using ClusterSim.Scheduling.Estimates;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The Gittins index as the simulator of Tiresias's authors computes it, commit 959f9b0 under Python 2.7: the
/// denominator sums the sizes, not what is left of them, and is divided in whole numbers; the index is in millionths
/// and rounded; it is looked up in a table with an entry for each size.
/// </summary>
internal sealed class DlasGittins : IServiceIndex
{
    private readonly double[] _sizes;
    private readonly double[] _sums;
    private readonly double[] _table;
    private readonly double _quantum;

    /// <param name="sizesGpuSeconds">Sizes of jobs, at least one.</param>
    /// <param name="quantumGpuSeconds">The service quantum.</param>
    public DlasGittins(IEnumerable<double> sizesGpuSeconds, double quantumGpuSeconds)
    {
        _sizes = [.. sizesGpuSeconds.Order()];
        _quantum = quantumGpuSeconds;
        _sums = new double[_sizes.Length + 1];
        for (int i = 0; i < _sizes.Length; i++)
        {
            _sums[i + 1] = _sums[i] + _sizes[i];
        }

        _table = [.. _sizes.Select(size => Formula(size - 1)), 0];
    }

    public double At(double serviceGpuSeconds) =>
        serviceGpuSeconds > _sizes[^1] ? 0 : _table[GittinsIndex.FirstAbove(_sizes, serviceGpuSeconds)];

    /// <summary>The index at an attained service, without the table.</summary>
    public double Formula(double serviceGpuSeconds)
    {
        double end = _sizes[^1] - 1;
        if (serviceGpuSeconds > end)
        {
            return 0;
        }

        double next = serviceGpuSeconds + _quantum;
        int count = _sizes.Length;
        int first = GittinsIndex.FirstAbove(_sizes, serviceGpuSeconds);
        int beyond = next > end ? count - 1 : GittinsIndex.FirstAbove(_sizes, next);
        double share = Math.Round((beyond - first) / (double)(count - first), 5, MidpointRounding.AwayFromZero);
        double service = Math.Floor((_sums[beyond] - _sums[first] + (_quantum * (count - beyond))) / (count - first));
        return Math.Round(share * 1e6 / service, 4, MidpointRounding.AwayFromZero);
    }
}
