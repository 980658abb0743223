using System.Runtime.InteropServices;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Mining;

/// <summary>Collects points in order.</summary>
internal sealed class EventSequenceBuilder
{
    private readonly List<long> _ticks = [];
    private readonly List<int> _groups = [], _setStart = [0], _symbols = [];

    /// <summary>Adds an event to the point of its moment, which is the last one or a new one.</summary>
    public void AddAtMoment(SimTime time, int symbol)
    {
        if (_ticks.Count > 0 && time.Ticks < _ticks[^1])
        {
            throw new ArgumentException($"found an event at {time} after one at {new SimTime(_ticks[^1])}, expected "
                + "events by ascending time");
        }

        if (_ticks.Count == 0 || time.Ticks > _ticks[^1])
        {
            AddPoint(0, time.Ticks, [symbol]);
            return;
        }

        Span<int> last = CollectionsMarshal.AsSpan(_symbols)[_setStart[^2]..];
        int place = last.BinarySearch(symbol);
        if (place < 0)
        {
            _symbols.Insert(_setStart[^2] + ~place, symbol);
            _setStart[^1]++;
        }
    }

    /// <summary>Adds a point of its own, even at the moment of the last one.</summary>
    /// <param name="group">Group of the point, not below that of the last one.</param>
    /// <param name="ticks">Its time, not before that of the last one of its group.</param>
    /// <param name="symbols">Its symbols, ascending and different.</param>
    public void AddPoint(int group, long ticks, ReadOnlySpan<int> symbols)
    {
        _groups.Add(group);
        _ticks.Add(ticks);
        _symbols.AddRange(symbols);
        _setStart.Add(_symbols.Count);
    }

    public EventSequence Build() => new(_ticks, _groups, _setStart, _symbols);
}
