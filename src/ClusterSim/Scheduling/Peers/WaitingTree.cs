using System.Numerics;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The waiting jobs by position in a queue: a complete binary tree that holds, below each of its nodes, the fewest
/// processors and the shortest length that a job asks for. It finds the next job that is narrow and short enough
/// without walking the queue.
/// </summary>
internal sealed class WaitingTree
{
    private readonly long[] _narrowest;
    private readonly long[] _shortest;
    private readonly int _leaves;

    public WaitingTree(int positions)
    {
        _leaves = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(positions, 1));
        _narrowest = new long[2 * _leaves];
        _shortest = new long[2 * _leaves];
        Array.Fill(_narrowest, long.MaxValue);
        Array.Fill(_shortest, long.MaxValue);
    }

    /// <summary>Whether a job waits at the position.</summary>
    public bool Has(int position) => _narrowest[_leaves + position] != long.MaxValue;

    /// <summary>Puts a job at a position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="processors">Processors that it needs.</param>
    /// <param name="lengthTicks">How long it asks to run, less than <see cref="long.MaxValue"/>.</param>
    public void Add(int position, long processors, long lengthTicks) => Set(position, processors, lengthTicks);

    /// <summary>Takes away the job at a position.</summary>
    public void Remove(int position) => Set(position, long.MaxValue, long.MaxValue);

    /// <summary>
    /// The first position at or after <paramref name="from"/> whose job needs no more processors and no more time than
    /// this; -1 when there is none.
    /// </summary>
    public int Next(int from, long processors, long lengthTicks)
    {
        int at = _leaves + from;
        if (from >= _leaves)
        {
            return -1;
        }

        // Up and to the right until a subtree may hold one, then down; back up where it held none.
        while (true)
        {
            if (MayHold(at, processors, lengthTicks))
            {
                if (at >= _leaves)
                {
                    return at - _leaves;
                }

                at *= 2;
                continue;
            }

            while ((at & 1) == 1)
            {
                at >>= 1;
                if (at <= 1)
                {
                    return -1;
                }
            }

            at++;
        }
    }

    // A root alone is odd, so that the way up from it ends.
    private bool MayHold(int at, long processors, long lengthTicks) =>
        _narrowest[at] <= processors && _shortest[at] <= lengthTicks && _narrowest[at] != long.MaxValue;

    private void Set(int position, long processors, long lengthTicks)
    {
        int at = _leaves + position;
        (_narrowest[at], _shortest[at]) = (processors, lengthTicks);
        for (at >>= 1; at > 0; at >>= 1)
        {
            _narrowest[at] = Math.Min(_narrowest[2 * at], _narrowest[(2 * at) + 1]);
            _shortest[at] = Math.Min(_shortest[2 * at], _shortest[(2 * at) + 1]);
        }
    }
}
