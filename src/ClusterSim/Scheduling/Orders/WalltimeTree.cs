namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// A complete binary tree over positions that holds the least walltime below each of its nodes; finds the first
/// position whose walltime is short enough in logarithmic time.
/// </summary>
internal sealed class WalltimeTree
{
    // Absent positions, and jobs without a walltime, are never short enough: no limit reaches this value.
    private const long Absent = long.MaxValue;

    private readonly long[] _least;
    private readonly int _leaves;

    public WalltimeTree(int positions)
    {
        _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(positions, 1));
        _least = new long[2 * _leaves];
        Array.Fill(_least, Absent);
    }

    public void Set(int position, long walltimeTicks)
    {
        int at = _leaves + position;
        _least[at] = walltimeTicks;
        for (at >>= 1; at > 0; at >>= 1)
        {
            long least = Math.Min(_least[2 * at], _least[(2 * at) + 1]);
            if (_least[at] == least)
            {
                return;
            }

            _least[at] = least;
        }
    }

    public void Clear(int position) => Set(position, Absent);

    /// <summary>
    /// The first position with a walltime of at most <paramref name="limitTicks"/>; -1 when there is none.
    /// </summary>
    public int FirstAtMost(long limitTicks)
    {
        if (_least[1] > limitTicks || _least[1] == Absent)
        {
            return -1;
        }

        int at = 1;
        while (at < _leaves)
        {
            at = _least[2 * at] <= limitTicks ? 2 * at : (2 * at) + 1;
        }

        return at - _leaves;
    }
}
