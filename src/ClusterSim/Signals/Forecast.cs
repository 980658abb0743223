using ClusterSim.Randomness;

namespace ClusterSim.Signals;

/// <summary>
/// What is known of a signal at a moment: the past, the present step, and of the future what the model of the forecast
/// tells. The present value is known from the beginning of its step.
/// </summary>
internal sealed class Forecast
{
    private readonly Signal _signal;
    private readonly ForecastKind _kind;
    private readonly double[] _errors = [];

    public Forecast(Signal signal, ForecastOptions options, long seed)
    {
        (_signal, _kind) = (signal, options.Kind);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Error);
        if (_kind != ForecastKind.Noisy)
        {
            return;
        }

        RandomStream stream = new(seed, "signals/forecast/" + signal.Name);
        double deviation = options.Error * Math.Abs(signal.Mean);
        _errors = new double[signal.Values.Length];
        for (int i = 0; i < _errors.Length; i++)
        {
            _errors[i] = deviation * NormalDistribution.Standard(stream);
        }
    }

    /// <summary>
    /// The value of step <paramref name="step"/> as it is expected in step <paramref name="present"/>.
    /// </summary>
    public double Of(long present, long step)
    {
        if (step <= present)
        {
            return _signal.ValueOf(step);
        }

        return _kind switch
        {
            ForecastKind.Perfect => _signal.ValueOf(step),
            ForecastKind.Noisy => Noisy(step),
            ForecastKind.LastDay => Last(present, step, TimeSpan.FromDays(1)) ?? _signal.ValueOf(present),
            ForecastKind.LastWeek => Last(present, step, TimeSpan.FromDays(7))
                ?? Last(present, step, TimeSpan.FromDays(1)) ?? _signal.ValueOf(present),
            _ => _signal.ValueOf(present),
        };
    }

    private double Noisy(long step)
    {
        double value = _signal.ValueOf(step) + _errors[_signal.Fold(step)];
        return _signal.Kind == SignalKind.Price ? value : Math.Max(value, 0);
    }

    // Before its beginning a series repeats itself, and what it repeats lies in the future: that is not known.
    private double? Last(long present, long step, TimeSpan cycle)
    {
        long ahead = (step - present) * _signal.Step.Ticks;
        long back = (ahead + cycle.Ticks - 1) / cycle.Ticks * cycle.Ticks;
        long source = _signal.StepOf(_signal.BeginOf(step) - back);
        return source >= 0 || _signal.Values.Length == 1 ? _signal.ValueOf(source) : null;
    }
}
