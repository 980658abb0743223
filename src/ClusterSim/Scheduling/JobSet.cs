using System.Numerics;

namespace ClusterSim.Scheduling;

/// <summary>
/// A set of job indices that is enumerated in ascending order, i.e. in order of submission. Adding, removing, testing
/// and finding the next job cost O(log64 n), which is at most four steps for sixteen million jobs.
/// </summary>
public sealed class JobSet
{
    // Level 0 has a bit for each job; each further level has a bit for each word of the level below that is not zero.
    private readonly ulong[][] _levels;

    internal JobSet(int capacity)
    {
        List<ulong[]> levels = [];
        for (int count = Math.Max(capacity, 1); levels.Count == 0 || levels[^1].Length > 1;)
        {
            count = ((count - 1) >> 6) + 1;
            levels.Add(new ulong[count]);
        }

        _levels = [.. levels];
    }

    /// <summary>Number of jobs in the set.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the set holds a job.</summary>
    public bool Contains(int job) => (_levels[0][job >> 6] & (1UL << (job & 63))) != 0;

    /// <summary>The first job at or after <paramref name="from"/>; -1 when there is none.</summary>
    public int Next(int from)
    {
        for (int level = 0; level < _levels.Length && from >> 6 < _levels[level].Length; level++)
        {
            int word = from >> 6;
            ulong bits = _levels[level][word] & (ulong.MaxValue << (from & 63));
            if (bits != 0)
            {
                return Lowest(level, (word << 6) | BitOperations.TrailingZeroCount(bits));
            }

            from = word + 1;
        }

        return -1;
    }

    /// <summary>Enumerates the jobs in ascending order. Jobs may be removed meanwhile.</summary>
    public Enumerator GetEnumerator() => new(this);

    internal void Add(int job)
    {
        Count += Contains(job) ? 0 : 1;
        int position = job;
        foreach (ulong[] level in _levels)
        {
            ref ulong word = ref level[position >> 6];
            bool known = word != 0;
            word |= 1UL << (position & 63);
            if (known)
            {
                return;
            }

            position >>= 6;
        }
    }

    internal void Remove(int job)
    {
        Count -= Contains(job) ? 1 : 0;
        int position = job;
        foreach (ulong[] level in _levels)
        {
            ref ulong word = ref level[position >> 6];
            word &= ~(1UL << (position & 63));
            if (word != 0)
            {
                return;
            }

            position >>= 6;
        }
    }

    private int Lowest(int level, int position)
    {
        while (level-- > 0)
        {
            position = (position << 6) | BitOperations.TrailingZeroCount(_levels[level][position]);
        }

        return position;
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
