namespace ClusterSim.Scheduling.Policies.Pollux;

/// <summary>
/// Who survives in NSGA-II (Deb et al., IEEE Trans. Evol. Comput. 6, 2002) with two objectives: by the front that an
/// answer belongs to, and within the last front that has room by the distance to its neighbours.
/// </summary>
internal sealed class ParetoRanking(int most)
{
    private readonly int[] _order = new int[most];
    private readonly double[] _first = new double[most];
    private readonly double[] _second = new double[most];
    private readonly int[] _front = new int[most];
    private readonly double[] _lowest = new double[most];
    private readonly double[] _crowding = new double[most];
    private readonly int[] _start = new int[most + 1];
    private readonly double[] _key = new double[most];

    /// <summary>Front of an answer, 0 for those that none is better than in both objectives.</summary>
    public int Front(int answer) => _front[answer];

    /// <summary>Distance of an answer to its neighbours on the front; infinite at the ends.</summary>
    public double Crowding(int answer) => _crowding[answer];

    /// <summary>Ranks answers; the best <paramref name="kept"/> come first in <paramref name="survivors"/>.</summary>
    public void Rank(ReadOnlySpan<(double First, double Second)> values, int kept, Span<int> survivors)
    {
        int count = values.Length;
        for (int i = 0; i < count; i++)
        {
            (_first[i], _second[i]) = values[i];
            _order[i] = i;
        }

        _order.AsSpan(0, count).Sort((a, b) =>
            _first[a] != _first[b] ? _first[a].CompareTo(_first[b])
            : _second[a] != _second[b] ? _second[a].CompareTo(_second[b])
            : a.CompareTo(b));
        int fronts = AssignFronts(count);
        SortByFront(count, fronts);
        int filled = 0;
        for (int front = 0; front < fronts && filled < kept; front++)
        {
            Span<int> members = _order.AsSpan(_start[front], _start[front + 1] - _start[front]);
            SetCrowding(members);
            if (filled + members.Length > kept)
            {
                members.Sort((a, b) =>
                    _crowding[a] != _crowding[b] ? _crowding[b].CompareTo(_crowding[a]) : a.CompareTo(b));
            }

            int taken = Math.Min(members.Length, kept - filled);
            members[..taken].CopyTo(survivors[filled..]);
            filled += taken;
        }
    }

    // In order of the first objective an answer belongs to the first front whose lowest second objective is not lower.
    private int AssignFronts(int count)
    {
        int fronts = 0;
        for (int i = 0; i < count; i++)
        {
            int answer = _order[i];
            (int low, int high) = (0, fronts);
            while (low < high)
            {
                int middle = (low + high) / 2;
                bool dominated = Dominates(middle, answer);
                (low, high) = dominated ? (middle + 1, high) : (low, middle);
            }

            _front[answer] = low;
            if (low == fronts)
            {
                fronts++;
            }

            (_lowest[low], _key[low]) = (_second[answer], _first[answer]);
        }

        return fronts;
    }

    // The last member of a front has its lowest second objective; an equal answer does not dominate.
    private bool Dominates(int front, int answer) => _lowest[front] < _second[answer]
        || (_lowest[front] == _second[answer] && _key[front] < _first[answer]);

    private void SortByFront(int count, int fronts)
    {
        Array.Clear(_start);
        for (int i = 0; i < count; i++)
        {
            _start[_front[_order[i]] + 1]++;
        }

        for (int front = 0; front < fronts; front++)
        {
            _start[front + 1] += _start[front];
        }

        Span<int> sorted = stackalloc int[count], next = stackalloc int[fronts];
        _start.AsSpan(0, fronts).CopyTo(next);
        for (int i = 0; i < count; i++)
        {
            sorted[next[_front[_order[i]]]++] = _order[i];
        }

        sorted.CopyTo(_order);
    }

    // Members come by ascending first, so by descending second objective.
    private void SetCrowding(ReadOnlySpan<int> members)
    {
        (int first, int last) = (members[0], members[^1]);
        double width = Math.Max(_first[last] - _first[first], double.Epsilon);
        double height = Math.Max(_second[first] - _second[last], double.Epsilon);
        for (int i = 0; i < members.Length; i++)
        {
            if (i == 0 || i == members.Length - 1)
            {
                _crowding[members[i]] = double.PositiveInfinity;
                continue;
            }

            (int before, int after) = (members[i - 1], members[i + 1]);
            _crowding[members[i]] = (((_first[after] - _first[before]) / width)
                + ((_second[before] - _second[after]) / height)) / 2;
        }
    }
}
