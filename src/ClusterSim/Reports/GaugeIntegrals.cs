using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Reports;

/// <summary>
/// Integrals over time of a handful of piecewise constant whole numbers, for each step of time. The number of steps is
/// bounded: past the last, neighbours are merged and the step doubles, beginning with one second.
/// </summary>
internal sealed class GaugeIntegrals(long[] values, int maxBins, FragmentationGauge? fragmentation = null)
{
    // A GPU count in millionths times the ticks of a year does not fit a long.
    private readonly Int128[] _sums = new Int128[maxBins * values.Length];
    private readonly double[] _fragmentation = NaNs(maxBins);
    private SimTime _now;

    public TimeSpan Step { get; private set; } = TimeSpan.FromSeconds(1);

    public ReadOnlySpan<Int128> SumsOf(int bin) => _sums.AsSpan(bin * values.Length, values.Length);

    public double? FragmentationOf(int bin) => double.IsNaN(_fragmentation[bin]) ? null : _fragmentation[bin];

    public SimTime StartOf(int bin) => new(checked(bin * Step.Ticks));

    public int BinCount(SimTime end) => (int)((end.Ticks + Step.Ticks - 1) / Step.Ticks);

    /// <summary>Adds what the values amount to from the last change up to <paramref name="time"/>.</summary>
    public void AdvanceTo(SimTime time)
    {
        while (_now < time)
        {
            while (_now.Ticks / Step.Ticks >= maxBins)
            {
                Merge();
            }

            int bin = (int)(_now.Ticks / Step.Ticks);
            SimTime boundary = StartOf(bin + 1);
            SimTime until = SimTime.Min(boundary, time);
            Add(bin, (until - _now).Ticks);
            _now = until;
            if (until == boundary)
            {
                _fragmentation[bin] = fragmentation?.Rate() ?? double.NaN;
            }
        }
    }

    /// <summary>Closes the last step, which the end of the run may have cut short.</summary>
    public void Close()
    {
        if (_now.Ticks % Step.Ticks != 0)
        {
            _fragmentation[(int)(_now.Ticks / Step.Ticks)] = fragmentation?.Rate() ?? double.NaN;
        }
    }

    private void Add(int bin, long ticks)
    {
        Span<Int128> sums = _sums.AsSpan(bin * values.Length, values.Length);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += (Int128)values[i] * ticks;
        }
    }

    private void Merge()
    {
        int width = values.Length;
        for (int bin = 0; bin < maxBins / 2; bin++)
        {
            for (int i = 0; i < width; i++)
            {
                _sums[(bin * width) + i] = _sums[(2 * bin * width) + i] + _sums[(((2 * bin) + 1) * width) + i];
            }

            _fragmentation[bin] = _fragmentation[(2 * bin) + 1];
        }

        _sums.AsSpan(maxBins / 2 * width).Clear();
        _fragmentation.AsSpan(maxBins / 2).Fill(double.NaN);
        Step *= 2;
    }

    private static double[] NaNs(int length)
    {
        double[] values = new double[length];
        values.AsSpan().Fill(double.NaN);
        return values;
    }
}
