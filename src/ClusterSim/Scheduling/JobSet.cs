using System.Numerics;

namespace ClusterSim.Scheduling;

/// <summary>
/// A set of job indices that is enumerated in ascending order, i.e. in order of submission. Adding, removing and
/// testing cost O(1).
/// </summary>
public sealed class JobSet
{
    private readonly ulong[] _words;
    private readonly ulong[] _summary;

    internal JobSet(int capacity)
    {
        _words = new ulong[(capacity + 63) / 64];
        _summary = new ulong[(_words.Length + 63) / 64];
    }

    /// <summary>Number of jobs in the set.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the set holds a job.</summary>
    public bool Contains(int job) => (_words[job >> 6] & (1UL << (job & 63))) != 0;

    /// <summary>The first job at or after <paramref name="from"/>; -1 when there is none.</summary>
    public int Next(int from)
    {
        int word = from >> 6;
        if (word >= _words.Length)
        {
            return -1;
        }

        ulong bits = _words[word] & (ulong.MaxValue << (from & 63));
        if (bits == 0)
        {
            word = NextWord(word + 1);
            if (word < 0)
            {
                return -1;
            }

            bits = _words[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>Enumerates the jobs in ascending order. Jobs may be removed meanwhile.</summary>
    public Enumerator GetEnumerator() => new(this);

    internal void Add(int job)
    {
        Count += Contains(job) ? 0 : 1;
        _words[job >> 6] |= 1UL << (job & 63);
        _summary[job >> 12] |= 1UL << ((job >> 6) & 63);
    }

    internal void Remove(int job)
    {
        Count -= Contains(job) ? 1 : 0;
        _words[job >> 6] &= ~(1UL << (job & 63));
        if (_words[job >> 6] == 0)
        {
            _summary[job >> 12] &= ~(1UL << ((job >> 6) & 63));
        }
    }

    private int NextWord(int from)
    {
        for (int block = from >> 6; block < _summary.Length; block++)
        {
            ulong bits = block == from >> 6 ? _summary[block] & (ulong.MaxValue << (from & 63)) : _summary[block];
            if (bits != 0)
            {
                return (block << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    /// <summary>Walks the set in ascending order.</summary>
    /// <param name="set">The set to walk.</param>
    public struct Enumerator(JobSet set)
    {
        /// <summary>Index of the current job.</summary>
        public int Current { get; private set; } = -1;

        /// <summary>Goes to the next job; <c>false</c> at the end.</summary>
        public bool MoveNext()
        {
            int next = set.Next(Current + 1);
            Current = next < 0 ? int.MaxValue - 1 : next;
            return next >= 0;
        }
    }
}
