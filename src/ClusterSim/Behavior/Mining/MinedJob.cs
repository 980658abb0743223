using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Mining;

/// <summary>What the events have told about one job, from its first event to its end.</summary>
internal sealed class MinedJob(int number, string id, string user)
{
    public const double IdleBelowPercent = 3, LowBelowPercent = 25;

    public static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(30);

    private readonly Dictionary<(Metric, int Node, int Device), double> _levels = [];
    private readonly (SimTime Time, int Bound)[] _outcomes = [.. Enum.GetValues<MinedOutcome>().Select(_ => None)];
    private (SimTime Time, int Bound) _idle = None;
    private SimTime _sampled = SimTime.Never;
    private double _busyTicks, _percent;
    private long _sampledTicks;
    private bool _active;
    private int _phase = -1;

    private static (SimTime, int) None => (SimTime.Never, -1);

    public int Number => number;

    public string Id => id;

    public string User => user;

    public int Node { get; private set; } = -1;

    public SimTime Begin { get; set; } = SimTime.Never;

    /// <summary>First start, and the number of points before it; never and -1 without one.</summary>
    public (SimTime Time, int Bound) Start { get; private set; } = None;

    /// <summary>End, and the number of points before it; never and -1 while it has not ended.</summary>
    public (SimTime Time, int Bound) End { get; private set; } = None;

    public bool IsWhole => Start.Bound >= 0 && End.Bound >= 0;

    /// <summary>When an outcome happened, and the number of points before it; never and -1 when it did not.</summary>
    public (SimTime Time, int Bound) Of(MinedOutcome outcome) => _outcomes[(int)outcome];

    public void Run(SimTime now, int node, int bound)
    {
        Start = Start.Bound < 0 ? (now, bound) : Start;
        Node = Start.Bound == bound ? node : Node;
        Unsettle(now);
    }

    /// <summary>The job goes on elsewhere, or waits: what was measured says nothing about what comes.</summary>
    public void Unsettle(SimTime now)
    {
        Integrate(now);
        _levels.Clear();
        (_sampled, _idle, _phase) = (SimTime.Never, None, -1);
    }

    public void Happen(MinedOutcome outcome, SimTime now, int bound) =>
        _outcomes[(int)outcome] = _outcomes[(int)outcome].Bound < 0 ? (now, bound) : _outcomes[(int)outcome];

    public void Finish(SimTime now, int bound)
    {
        Integrate(now);
        if (_active && _idle.Bound >= 0 && now - _idle.Time >= LongEnough)
        {
            Happen(MinedOutcome.IdleTail, _idle.Time, _idle.Bound);
        }

        if (_sampledTicks >= LongEnough.Ticks && _busyTicks < LowBelowPercent * _sampledTicks)
        {
            Happen(MinedOutcome.LowUtilization, now, bound);
        }

        End = (now, bound);
        _levels.Clear();
    }

    /// <summary>A sample of the whole job's GPUs; the value before it, NaN when it was not known.</summary>
    public double Sample(double percent, int phase, SimTime now, int bound)
    {
        Integrate(now);
        (_percent, _sampled) = (percent, now);
        _active |= percent >= IdleBelowPercent;
        _idle = percent >= IdleBelowPercent ? None : _idle.Bound >= 0 ? _idle : (now, bound);
        double before = Exchange(Metric.GpuUtilization, -1, -1, percent);
        (before, _phase) = (phase == _phase ? before : double.NaN, phase);
        return before;
    }

    /// <summary>A level of any metric; the one before it, NaN when it was not known.</summary>
    public double Exchange(Metric metric, int node, int device, double value)
    {
        double before = _levels.GetValueOrDefault((metric, node, device), double.NaN);
        _levels[(metric, node, device)] = value;
        return before;
    }

    private void Integrate(SimTime now)
    {
        if (!_sampled.IsNever)
        {
            _busyTicks += _percent * (now.Ticks - _sampled.Ticks);
            _sampledTicks += now.Ticks - _sampled.Ticks;
            _sampled = now;
        }
    }
}
