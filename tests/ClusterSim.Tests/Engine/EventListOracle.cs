using ClusterSim.Engine;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine;

/// <summary>The total order of events in its plainest form: a list whose least element is searched for.</summary>
internal sealed class EventListOracle
{
    private readonly List<(SimTime Time, EventPhase Phase, long Sequence, int Subject)> _events = [];
    private long _sequence;

    public int Count => _events.Count;

    public void Schedule(SimTime time, EventPhase phase, int subject) =>
        _events.Add((time, phase, _sequence++, subject));

    public bool Cancel(int subject) => _events.RemoveAll(entry => entry.Subject == subject) == 1;

    public bool Reschedule(int subject, SimTime time)
    {
        int at = _events.FindIndex(entry => entry.Subject == subject);
        if (at >= 0)
        {
            _events[at] = (time, _events[at].Phase, _sequence++, subject);
        }

        return at >= 0;
    }

    /// <summary>The subject of the least event, which is removed; -1 when there is none.</summary>
    public int Pop()
    {
        if (_events.Count == 0)
        {
            return -1;
        }

        var least = _events.Min();
        _events.Remove(least);
        return least.Subject;
    }
}
