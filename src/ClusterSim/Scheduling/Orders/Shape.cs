namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The pending jobs that ask for exactly the same, in queue order. If one of them does not fit, none does. Members have
/// positions that ascend with their rank, so the waiting ones are a bit set over positions.
/// </summary>
internal sealed class Shape(Demand demand, int[] members)
{
    private readonly JobSet _waiting = new(members.Length);
    private WalltimeTree? _walltimes;
    private int _first = members.Length;

    /// <summary>What each job of the shape asks for.</summary>
    public Demand Demand => demand;

    /// <summary>The release version at which a job of the shape was last found not to fit; -1 before.</summary>
    public long BlockedAt { get; set; } = -1;

    /// <summary>Number of waiting jobs.</summary>
    public int Count => _waiting.Count;

    /// <summary>Rank of the first waiting job; -1 when none waits.</summary>
    public int First
    {
        get
        {
            int position = _waiting.Next(_first);
            _first = position < 0 ? members.Length : position;
            return position < 0 ? -1 : members[position];
        }
    }

    /// <summary>
    /// The next position, for a job of a rank that is greater than those of all waiting members: how a shape without
    /// waiting members is filled anew.
    /// </summary>
    public int Append(int rank)
    {
        members[Count] = rank;
        return Count;
    }

    /// <summary>Keeps walltimes too, so that <see cref="FirstWithin"/> can be asked.</summary>
    public void TrackWalltimes() => _walltimes = new WalltimeTree(members.Length);

    public void Add(int position, TimeSpan? walltime)
    {
        _waiting.Add(position);
        _first = Math.Min(_first, position);
        _walltimes?.Set(position, walltime?.Ticks ?? long.MaxValue);
    }

    public void Remove(int position)
    {
        _waiting.Remove(position);
        _walltimes?.Clear(position);
    }

    /// <summary>
    /// Rank of the first waiting job whose walltime is at most <paramref name="longest"/>; -1 when there is none.
    /// </summary>
    public int FirstWithin(TimeSpan longest)
    {
        int position = _walltimes is null ? -1 : _walltimes.FirstAtMost(longest.Ticks);
        return position < 0 ? -1 : members[position];
    }
}
