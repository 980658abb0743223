using ClusterSim.Engine.Power;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>
/// Integrates what an observer of power is told, in doubles, and keeps each power of the whole that lasted.
/// </summary>
internal sealed class StepSum(int jobs) : IPowerObserver
{
    private readonly Dictionary<(PowerAccount Account, int Job), (SimTime Since, double Watts)> _now = [];
    private readonly double[] _joules = new double[5];
    private SimTime _last;

    public double[] JobJoules { get; } = new double[jobs];

    public List<double> Totals { get; } = [];

    public double Joules(PowerAccount account) => _joules[(int)account];

    public void Changed(SimTime time, PowerAccount account, int job, double watts)
    {
        NoteTotal(time);
        Close(account, job, time);
        _now[(account, job)] = (time, watts);
    }

    public void Finished(SimTime end)
    {
        NoteTotal(end);
        foreach ((PowerAccount account, int job) in _now.Keys.ToArray())
        {
            Close(account, job, end);
        }
    }

    private void NoteTotal(SimTime time)
    {
        if (time > _last)
        {
            Totals.Add(_now.Values.Sum(part => part.Watts));
            _last = time;
        }
    }

    private void Close(PowerAccount account, int job, SimTime time)
    {
        if (_now.TryGetValue((account, job), out (SimTime Since, double Watts) part))
        {
            double joules = part.Watts * (time - part.Since).TotalSeconds;
            _joules[(int)account] += joules;
            if (job >= 0)
            {
                JobJoules[job] += joules;
            }
        }
    }
}
