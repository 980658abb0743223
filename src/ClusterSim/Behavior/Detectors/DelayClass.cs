using ClusterSim.Events;
using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>The delays of one class of jobs.</summary>
internal sealed class DelayClass(string key, ShiftWindow shift, SimTime since)
{
    private const int MaxStarts = 4096;

    private readonly List<double> _seconds = [];

    public string Key => key;

    public ShiftWindow Shift => shift;

    /// <summary>When the last value was made.</summary>
    public SimTime Since { get; private set; } = since;

    /// <summary>The start of the last job that waited.</summary>
    public SimulationEvent Newest { get; private set; }

    public bool HasStarts => _seconds.Count > 0;

    public void Add(in SimulationEvent start, double seconds)
    {
        Newest = start;
        if (_seconds.Count < MaxStarts)
        {
            _seconds.Add(seconds);
        }
    }

    /// <summary>Makes the median of the delays since the last value a value, when there are enough.</summary>
    /// <returns>Time that the value stands for; <c>null</c> when there are too few.</returns>
    public TimeSpan? Close(SimTime end, int leastStarts)
    {
        if (_seconds.Count < leastStarts)
        {
            return null;
        }

        shift.Add(Quantiles.Median(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_seconds)));
        _seconds.Clear();
        TimeSpan judged = end - Since;
        Since = end;
        return judged;
    }
}
