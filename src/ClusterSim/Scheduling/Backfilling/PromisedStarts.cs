using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// The jobs that have a promise, by (start, index): a binary heap that knows where each job lies in it, because a
/// compression moves many promises a little.
/// </summary>
internal sealed class PromisedStarts(int jobCount)
{
    private readonly List<int> _heap = [];
    private readonly int[] _placeOf = [.. Enumerable.Repeat(-1, jobCount)];
    private readonly long[] _start = new long[jobCount];

    public int Count => _heap.Count;

    /// <summary>The job that starts first; there must be one.</summary>
    public int First => _heap[0];

    /// <summary>The start of <see cref="First"/>; <see cref="SimTime.Never"/> when nothing is promised.</summary>
    public SimTime FirstStart => Count == 0 ? SimTime.Never : new SimTime(_start[_heap[0]]);

    public void Clear()
    {
        foreach (int job in _heap)
        {
            _placeOf[job] = -1;
        }

        _heap.Clear();
    }

    /// <summary>Promises a job a start, whether it had one or not.</summary>
    public void Set(int job, SimTime start)
    {
        _start[job] = start.Ticks;
        if (_placeOf[job] < 0)
        {
            _placeOf[job] = _heap.Count;
            _heap.Add(job);
        }

        Sink(Rise(_placeOf[job]));
    }

    public void Remove(int job)
    {
        int place = _placeOf[job];
        if (place >= 0)
        {
            int last = _heap[^1];
            _heap.RemoveAt(_heap.Count - 1);
            _placeOf[job] = -1;
            if (last != job)
            {
                Put(last, place);
                Sink(Rise(place));
            }
        }
    }

    /// <summary>The first start at or after a time; <see cref="SimTime.Never"/> when there is none.</summary>
    public SimTime FirstFrom(SimTime time) => new(FirstFrom(time.Ticks, 0));

    /// <summary>The jobs with the first starts, as many as there are up to a number.</summary>
    public List<int> Earliest(int count)
    {
        List<int> found = [];
        while (found.Count < count && Count > 0)
        {
            found.Add(First);
            Remove(First);
        }

        foreach (int job in found)
        {
            Set(job, new SimTime(_start[job]));
        }

        return found;
    }

    // Only what lies before the time has to be looked behind.
    private long FirstFrom(long time, int place) =>
        place >= _heap.Count ? long.MaxValue
        : _start[_heap[place]] >= time ? _start[_heap[place]]
        : Math.Min(FirstFrom(time, (2 * place) + 1), FirstFrom(time, (2 * place) + 2));

    private int Rise(int place)
    {
        int job = _heap[place];
        while (place > 0 && Precedes(job, _heap[(place - 1) / 2]))
        {
            Put(_heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }

        Put(job, place);
        return place;
    }

    private void Sink(int place)
    {
        int job = _heap[place];
        for (int below = (2 * place) + 1; below < _heap.Count; below = (2 * place) + 1)
        {
            below += below + 1 < _heap.Count && Precedes(_heap[below + 1], _heap[below]) ? 1 : 0;
            if (!Precedes(_heap[below], job))
            {
                break;
            }

            Put(_heap[below], place);
            place = below;
        }

        Put(job, place);
    }

    private void Put(int job, int place) => (_heap[place], _placeOf[job]) = (job, place);

    private bool Precedes(int a, int b) => _start[a] < _start[b] || (_start[a] == _start[b] && a < b);
}
