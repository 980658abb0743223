using System.Collections.Immutable;
using ClusterSim.Signals;
using ClusterSim.Time;

namespace ClusterSim.Engine.Power;

/// <summary>
/// Integrates the power of every account and every job against a signal: emissions, or money for energy. Between two
/// changes the power is constant and the signal a step function, so that the integral is exact.
/// </summary>
internal sealed class SignalMeter(Signal signal, SignalClock clock, int jobs) : IPowerObserver
{
    private static readonly int s_accounts = Enum.GetValues<PowerAccount>().Length;
    private readonly long _epoch = clock.Epoch.UtcTicks;
    private readonly double[] _amounts = new double[s_accounts];
    private readonly double[] _unownedWatts = new double[s_accounts];
    private readonly SimTime[] _unownedSince = new SimTime[s_accounts];
    private readonly double[] _jobWatts = new double[jobs];
    private readonly SimTime[] _jobSince = new SimTime[jobs];
    private readonly PowerAccount[] _jobAccount = new PowerAccount[jobs];
    private readonly double[] _jobAmounts = new double[jobs];
    private long _stepBegins, _stepEnds;
    private double _stepValue;

    /// <summary>The signal.</summary>
    public Signal Signal => signal;

    /// <summary>What a job's own power came to, in the signal's unit times kWh, without the facility's part.</summary>
    public double OfJob(int job) => _jobAmounts[job];

    /// <summary>What each account came to; the jobs' parts are in it.</summary>
    public ImmutableArray<double> Amounts => [.. _amounts];

    public void Changed(SimTime time, PowerAccount account, int job, double watts)
    {
        if (job < 0)
        {
            CloseUnowned((int)account, time);
            _unownedWatts[(int)account] = watts;
            return;
        }

        CloseJob(job, time);
        (_jobWatts[job], _jobAccount[job]) = (watts, account);
    }

    public void Finished(SimTime end)
    {
        for (int job = 0; job < _jobWatts.Length; job++)
        {
            CloseJob(job, end);
        }

        for (int account = 0; account < s_accounts; account++)
        {
            CloseUnowned(account, end);
        }
    }

    private void CloseJob(int job, SimTime time)
    {
        double amount = Amount(_jobWatts[job], _jobSince[job], time);
        _jobAmounts[job] += amount;
        _amounts[(int)_jobAccount[job]] += amount;
        _jobSince[job] = time;
    }

    private void CloseUnowned(int account, SimTime time)
    {
        _amounts[account] += Amount(_unownedWatts[account], _unownedSince[account], time);
        _unownedSince[account] = time;
    }

    private double Amount(double watts, SimTime from, SimTime to) =>
        watts == 0 || to <= from ? 0 : watts / 1000 * Integral(_epoch + from.Ticks, _epoch + to.Ticks);

    // Most stretches lie within the step in which the last one ended.
    private double Integral(long from, long to)
    {
        if (from >= _stepBegins && to < _stepEnds)
        {
            return _stepValue * Signal.Hours(to - from);
        }

        long step = signal.StepOf(to);
        (_stepBegins, _stepEnds, _stepValue) = (signal.BeginOf(step), signal.BeginOf(step + 1), signal.ValueOf(step));
        return signal.Integral(from, to);
    }
}
