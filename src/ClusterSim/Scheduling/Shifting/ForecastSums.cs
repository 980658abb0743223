using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>
/// What a signal is expected to be over the time ahead, with its sums; memory that serves one job at a time.
/// </summary>
internal sealed class ForecastSums
{
    private double[] _values = [];
    private double[] _sums = [];
    private SimTime _start;
    private TimeSpan _step;

    /// <summary>Number of steps from the present one on.</summary>
    public int Count { get; private set; }

    /// <summary>Looks ahead from now to <paramref name="end"/>.</summary>
    public void Look(SignalView signal, SimTime end)
    {
        (_start, _step) = (signal.StepStart, signal.Step);
        Count = (int)(((end - _start).Ticks / _step.Ticks) + 1);
        if (_values.Length < Count)
        {
            (_values, _sums) = (new double[Count * 2], new double[(Count * 2) + 1]);
        }

        signal.Fill(_values.AsSpan(..Count));
        for (int i = 0; i < Count; i++)
        {
            _sums[i + 1] = _sums[i] + _values[i];
        }
    }

    /// <summary>The value of a step, counted from the present one.</summary>
    public double ValueOf(int step) => _values[step];

    /// <summary>When a step begins.</summary>
    public SimTime StartOf(int step) => _start + (_step * step);

    /// <summary>The expected mean over a length of time that begins within what was looked at.</summary>
    public double Mean(SimTime from, TimeSpan length)
    {
        double steps = length.Ticks / (double)_step.Ticks;
        return steps > 0 ? (SumBefore(from + length) - SumBefore(from)) / steps : _values[StepOf(from)];
    }

    private double SumBefore(SimTime time)
    {
        int step = StepOf(time);
        double part = (time - StartOf(step)).Ticks / (double)_step.Ticks;
        return _sums[step] + (part * _values[step]);
    }

    private int StepOf(SimTime time) => (int)Math.Min((time - _start).Ticks / _step.Ticks, Count - 1);
}
