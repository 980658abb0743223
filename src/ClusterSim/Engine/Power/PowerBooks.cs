using System.Collections.Immutable;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Engine.Power;

/// <summary>
/// Exact integrals of the power of every account and of every job. Power is whole billionths of a watt and time whole
/// ticks, so that their sums are exact: what the jobs have is what the cluster has less what nobody has.
/// </summary>
internal sealed class PowerBooks(int jobs, double pue, ImmutableArray<IPowerObserver> observers, SimTime from)
{
    private const double NanoTicksPerJoule = 1e9 * TimeSpan.TicksPerSecond;
    private const int Accounts = 5;

    private readonly long[] _watts = new long[Accounts];
    private readonly Int128[] _energy = new Int128[Accounts];
    private readonly long[] _unowned = new long[Accounts];
    private readonly long[] _jobWatts = new long[jobs];
    private readonly SimTime[] _jobSince = new SimTime[jobs];
    private readonly bool[] _isOverhead = new bool[jobs];
    private readonly Int128[] _jobEnergy = new Int128[jobs];
    private readonly Int128[] _jobOverhead = new Int128[jobs];
    private SimTime _now = from;
    private long _total, _peak;

    /// <summary>Greatest power so far, in watts.</summary>
    public double PeakWatts => NodeDraws.Watts(_peak);

    /// <summary>Joules of an account.</summary>
    public double Joules(PowerAccount account) => (double)_energy[(int)account] / NanoTicksPerJoule;

    /// <summary>Joules of a job while it made progress.</summary>
    public double JobJoules(int job) => (double)_jobEnergy[job] / NanoTicksPerJoule;

    /// <summary>Joules of a job while it did not.</summary>
    public double OverheadJoules(int job) => (double)_jobOverhead[job] / NanoTicksPerJoule;

    /// <summary>Sums up to <paramref name="time"/> what the accounts draw.</summary>
    public void AdvanceTo(SimTime time)
    {
        long ticks = (time - _now).Ticks;
        if (ticks <= 0)
        {
            return;
        }

        for (int account = 0; account < Accounts; account++)
        {
            _energy[account] += (Int128)_watts[account] * ticks;
        }

        _peak = Math.Max(_peak, _total);
        _now = time;
    }

    /// <summary>Sets the power of a job from now on.</summary>
    public void SetJob(int job, long nanos, bool isOverhead)
    {
        if (nanos == _jobWatts[job] && isOverhead == _isOverhead[job])
        {
            return;
        }

        CloseJob(job);
        PowerAccount before = _isOverhead[job] ? PowerAccount.Overhead : PowerAccount.Jobs;
        PowerAccount after = isOverhead ? PowerAccount.Overhead : PowerAccount.Jobs;
        _watts[(int)before] -= _jobWatts[job];
        _watts[(int)after] += nanos;
        if (before != after && _jobWatts[job] != 0)
        {
            Tell(before, job, 0);
        }

        (_jobWatts[job], _isOverhead[job]) = (nanos, isOverhead);
        Tell(after, job, nanos);
    }

    /// <summary>Sets what of an account belongs to no job from now on.</summary>
    public void SetUnowned(PowerAccount account, long nanos)
    {
        long change = nanos - _unowned[(int)account];
        if (change != 0)
        {
            _watts[(int)account] += change;
            _unowned[(int)account] = nanos;
            Tell(account, -1, nanos);
        }
    }

    /// <summary>Brings what the facility adds, and the sum of all, up to date.</summary>
    public void Balance()
    {
        long computers = _watts[0] + _watts[1] + _watts[2] + _watts[3];
        SetUnowned(PowerAccount.Facility, (long)Math.Round(computers * (pue - 1)));
        _total = computers + _watts[(int)PowerAccount.Facility];
    }

    /// <summary>Brings all jobs up to date and tells the observers that it is over.</summary>
    public void Close()
    {
        for (int job = 0; job < _jobWatts.Length; job++)
        {
            CloseJob(job);
        }

        foreach (IPowerObserver observer in observers)
        {
            observer.Finished(_now);
        }
    }

    private void CloseJob(int job)
    {
        Int128 energy = (Int128)_jobWatts[job] * (_now - _jobSince[job]).Ticks;
        _jobEnergy[job] += _isOverhead[job] ? 0 : energy;
        _jobOverhead[job] += _isOverhead[job] ? energy : 0;
        _jobSince[job] = _now;
    }

    private void Tell(PowerAccount account, int job, long nanos)
    {
        foreach (IPowerObserver observer in observers)
        {
            observer.Changed(_now, account, job, NodeDraws.Watts(nanos));
        }
    }
}
