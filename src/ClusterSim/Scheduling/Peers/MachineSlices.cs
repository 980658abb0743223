using System.Numerics;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// Which machines are promised to nobody, from now on for ever: slices of time, each with a set of free machines. A
/// slice begins where a promise begins or ends. The first begins now, the last never ends. Machines are numbered from
/// 0; sets are bit masks in one dense array.
/// </summary>
internal sealed class MachineSlices
{
    private const int InitialSlices = 64;

    private readonly int _words;
    private long[] _begin = new long[InitialSlices];
    private int[] _freeCount = new int[InitialSlices];
    private int[] _edges = new int[InitialSlices];
    private ulong[] _free;
    private readonly ulong[] _common;

    public MachineSlices(int machines)
    {
        _words = ((machines - 1) >> 6) + 1;
        _free = new ulong[InitialSlices * _words];
        _common = new ulong[_words];
        for (int machine = 0; machine < machines; machine++)
        {
            _free[machine >> 6] |= 1UL << (machine & 63);
        }

        (_freeCount[0], Count) = (machines, 1);
    }

    /// <summary>Number of slices.</summary>
    public int Count { get; private set; }

    /// <summary>Number of machines that are free now.</summary>
    public int FreeNow => _freeCount[0];

    /// <summary>Forgets what lies before a time.</summary>
    /// <returns>Whether a promise that was not taken back has ended.</returns>
    public bool AdvanceTo(long now)
    {
        int past = 0;
        while (past + 1 < Count && _begin[past + 1] <= now)
        {
            past++;
        }

        if (past > 0)
        {
            Erase(0, past);
        }

        (_begin[0], _edges[0]) = (now, 0);
        return past > 0;
    }

    /// <summary>
    /// The first slice at whose begin enough machines, and always the same, are free for a length of time.
    /// </summary>
    /// <param name="machines">How many.</param>
    /// <param name="length">For how long, in ticks.</param>
    /// <param name="chosen">The lowest such machines.</param>
    /// <param name="onlyNow">Whether only the first slice is of interest.</param>
    /// <returns>Begin in ticks; -1 when there is none.</returns>
    public long FirstFit(int machines, long length, ulong[] chosen, bool onlyNow = false)
    {
        for (int first = 0; first < Count && (first == 0 || !onlyNow);)
        {
            int next = Probe(first, machines, length);
            if (next == first)
            {
                Lowest(machines, chosen);
                return _begin[first];
            }

            first = next;
        }

        return -1;
    }

    /// <summary>Promises machines.</summary>
    /// <param name="machines">The machines; free for the whole time.</param>
    /// <param name="begin">Begin of a slice, in ticks.</param>
    /// <param name="end">End, in ticks.</param>
    public void Hold(ulong[] machines, long begin, long end)
    {
        int first = SliceFrom(begin);
        int last = Split(end);
        _edges[first] += first > 0 ? 1 : 0;
        _edges[last]++;
        Change(machines, first, last, take: true);
    }

    /// <summary>Takes a promise back, as far as it does not lie in the past.</summary>
    public void Release(ulong[] machines, long begin, long end)
    {
        if (end <= _begin[0])
        {
            return;
        }

        int first = begin <= _begin[0] ? 0 : SliceFrom(begin);
        int last = SliceFrom(end);
        Change(machines, first, last, take: false);
        LeaveEdge(last);
        if (first > 0)
        {
            LeaveEdge(first);
        }
    }

    /// <summary>
    /// The slice itself when a job can begin there; else the first later one that is not ruled out by what was seen.
    /// </summary>
    private int Probe(int first, int machines, long length)
    {
        _free.AsSpan(first * _words, _words).CopyTo(_common);
        long end = _begin[first] + length;
        for (int slice = first; slice < Count && (slice == first || _begin[slice] < end); slice++)
        {
            if (_freeCount[slice] < machines)
            {
                // Whatever begins later and up to here runs into this slice too.
                return slice + 1;
            }

            if (Intersect(slice) < machines)
            {
                return first + 1;
            }
        }

        return first;
    }

    private int Intersect(int slice)
    {
        int count = 0;
        for (int word = 0; word < _words; word++)
        {
            _common[word] &= _free[(slice * _words) + word];
            count += BitOperations.PopCount(_common[word]);
        }

        return count;
    }

    private void Lowest(int machines, ulong[] chosen)
    {
        for (int word = 0; word < _words; word++)
        {
            ulong left = _common[word];
            ulong taken = 0;
            for (; left != 0 && machines > 0; machines--)
            {
                taken |= left & (~left + 1);
                left &= left - 1;
            }

            chosen[word] = taken;
        }
    }

    private void Change(ulong[] machines, int first, int last, bool take)
    {
        int count = 0;
        foreach (ulong word in machines)
        {
            count += BitOperations.PopCount(word);
        }

        for (int slice = first; slice < last; slice++)
        {
            _freeCount[slice] += take ? -count : count;
            for (int word = 0; word < _words; word++)
            {
                // Taking free machines and giving back busy ones both turn exactly these bits.
                _free[(slice * _words) + word] ^= machines[word];
            }
        }
    }

    /// <summary>The slice that begins at a time.</summary>
    private int SliceFrom(long begin)
    {
        int at = Array.BinarySearch(_begin, 0, Count, begin);
        return at >= 0 ? at : throw new InvalidOperationException("no slice begins there.");
    }

    /// <summary>The slice that begins at a time, made when there is none.</summary>
    private int Split(long begin)
    {
        int at = Array.BinarySearch(_begin, 0, Count, begin);
        if (at >= 0)
        {
            return at;
        }

        at = ~at;
        Insert(at);
        (_begin[at], _edges[at], _freeCount[at]) = (begin, 0, _freeCount[at - 1]);
        Array.Copy(_free, (at - 1) * _words, _free, at * _words, _words);
        return at;
    }

    private void LeaveEdge(int slice)
    {
        if (--_edges[slice] == 0)
        {
            Erase(slice, 1);
        }
    }

    private void Insert(int at)
    {
        if (Count == _begin.Length)
        {
            Array.Resize(ref _begin, 2 * Count);
            Array.Resize(ref _freeCount, 2 * Count);
            Array.Resize(ref _edges, 2 * Count);
            Array.Resize(ref _free, 2 * Count * _words);
        }

        Move(at, at + 1);
        Count++;
    }

    private void Erase(int at, int count)
    {
        Move(at + count, at);
        Count -= count;
    }

    private void Move(int from, int to)
    {
        int count = Count - from;
        Array.Copy(_begin, from, _begin, to, count);
        Array.Copy(_freeCount, from, _freeCount, to, count);
        Array.Copy(_edges, from, _edges, to, count);
        Array.Copy(_free, from * _words, _free, to * _words, count * _words);
    }
}
