using ClusterSim.Signals;
using ClusterSim.Time;

namespace ClusterSim.Scheduling;

/// <summary>
/// What a policy knows of a signal in a pass: its value now, and what is forecast. There is no way from here to the
/// true future, unless the run is told to forecast by an oracle.
/// </summary>
public sealed class SignalView
{
    private readonly SchedulingView _view;
    private readonly Signal _signal;
    private readonly SignalClock _clock;
    private readonly Forecast _forecast;

    internal SignalView(SchedulingView view, Signal signal, RunSignals signals)
    {
        (_view, _signal, _clock) = (view, signal, signals.Clock);
        _forecast = new Forecast(signal, signals.Forecast, view.Seed);
    }

    /// <summary>Name of the signal.</summary>
    public string Name => _signal.Name;

    /// <summary>What the values mean.</summary>
    public SignalKind Kind => _signal.Kind;

    /// <summary>Unit of the values.</summary>
    public string Unit => _signal.Unit;

    /// <summary>How long a value holds.</summary>
    public TimeSpan Step => _signal.Step;

    /// <summary>The value now.</summary>
    public double Now => _signal.ValueOf(Present);

    /// <summary>When the present value began to hold; it may lie before the epoch of the run.</summary>
    public SimTime StepStart => TimeOf(Present);

    /// <summary>The value that is expected for a time; of the past and the present step the true one.</summary>
    /// <param name="time">The time.</param>
    public double At(SimTime time) => _forecast.Of(Present, StepAt(time));

    /// <summary>The mean over a stretch of time as it is expected now.</summary>
    /// <param name="from">Begin of the stretch.</param>
    /// <param name="to">End of the stretch; the value at its begin is given when it is not after it.</param>
    public double Mean(SimTime from, SimTime to)
    {
        (long present, long first, long last) = (Present, StepAt(from), StepAt(to));
        if (first == last || to <= from)
        {
            return _forecast.Of(present, first);
        }

        double sum = _forecast.Of(present, first) * (TimeOf(first + 1) - from).Ticks;
        for (long step = first + 1; step < last; step++)
        {
            sum += _forecast.Of(present, step) * Step.Ticks;
        }

        sum += to > TimeOf(last) ? _forecast.Of(present, last) * (to - TimeOf(last)).Ticks : 0;
        return sum / (to - from).Ticks;
    }

    /// <summary>The values expected for the present step and those after it.</summary>
    /// <param name="values">Is filled: the first is the present value.</param>
    public void Fill(Span<double> values)
    {
        long present = Present;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _forecast.Of(present, present + i);
        }
    }

    private long Present => StepAt(_view.Now);

    private long StepAt(SimTime time) => _signal.StepOf(_clock.Epoch.UtcTicks + time.Ticks);

    private SimTime TimeOf(long step) => new(_signal.BeginOf(step) - _clock.Epoch.UtcTicks);
}
