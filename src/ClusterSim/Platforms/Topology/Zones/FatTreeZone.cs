namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>
/// A parallel-ports generalised fat tree (Zahavi, "Fat-tree routing and node ordering providing contention free traffic
/// for MPI global collectives", JPDC 2012) with D-mod-k routes. A switch of level <c>l</c> is named by digits: below
/// <c>l</c> the numbers of parents on the way up to it, from <c>l</c> on the numbers of children on the way down to it.
/// </summary>
internal sealed class FatTreeZone : IZone
{
    private readonly int[] _children, _parents, _cables;
    private readonly int[][] _up;
    private readonly ZoneLinks _links;

    /// <param name="children">Children of a switch, level by level.</param>
    /// <param name="parents">Parents of a host or switch.</param>
    /// <param name="cables">Parallel cables between two of them.</param>
    /// <param name="cable">Makes the cable at a port of a host or switch, by level and position.</param>
    /// <param name="links">Takes the links.</param>
    public FatTreeZone(
        int[] children, int[] parents, int[] cables, Func<int, int, int, ZoneLink> cable, ZoneLinks links)
    {
        (_children, _parents, _cables, _links) = (children, parents, cables, links);
        _up = new int[children.Length][];
        for (int level = 0; level < children.Length; level++)
        {
            int ports = Ports(level);
            _up[level] = new int[Count(level) * ports];
            for (int i = 0; i < _up[level].Length; i++)
            {
                _up[level][i] = links.Add(cable(level, i / ports, i % ports));
            }
        }
    }

    public bool Route(int from, int to, List<int> links)
    {
        int[] digits = Digits(from), target = Digits(to);
        int level = 0;
        for (int rest = to; !digits.AsSpan(level).SequenceEqual(target.AsSpan(level)); level++)
        {
            int port = rest % Ports(level);
            links.Add(_up[level][(Position(digits, level) * Ports(level)) + port]);
            rest /= Ports(level);
            digits[level] = port % _parents[level];
        }

        while (level-- > 0)
        {
            // The way back: the parent on it, and of parallel cables that of the source's number.
            int port = digits[level] + (from % _cables[level] * _parents[level]);
            digits[level] = target[level];
            links.Add(_links.Back(_up[level][(Position(digits, level) * Ports(level)) + port]));
        }

        return true;
    }

    private int Ports(int level) => _parents[level] * _cables[level];

    private int Radix(int digit, int level) => digit < level ? _parents[digit] : _children[digit];

    private int Count(int level) =>
        Enumerable.Range(0, _children.Length).Aggregate(1, (product, digit) => product * Radix(digit, level));

    private int[] Digits(int host)
    {
        int[] digits = new int[_children.Length];
        for (int digit = 0; digit < digits.Length; digit++)
        {
            (host, digits[digit]) = Math.DivRem(host, _children[digit]);
        }

        return digits;
    }

    private int Position(int[] digits, int level)
    {
        int position = 0;
        for (int digit = digits.Length - 1; digit >= 0; digit--)
        {
            position = (position * Radix(digit, level)) + digits[digit];
        }

        return position;
    }
}
