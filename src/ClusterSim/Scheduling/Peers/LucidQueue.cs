namespace ClusterSim.Scheduling.Peers;

/// <summary>The waiting jobs of one virtual cluster, in one or two orders that are fixed beforehand.</summary>
internal sealed class LucidQueue(LucidRanks first, LucidRanks later, int jobCount)
{
    private readonly JobSet _first = new(jobCount);
    private readonly JobSet _later = new(jobCount);

    public int Count => _first.Count;

    /// <summary>The first waiting job; -1 when none waits.</summary>
    /// <param name="afresh">Whether nobody waits who was not submitted at this moment.</param>
    public int First(bool afresh)
    {
        int rank = (afresh ? _first : _later).Next(0);
        return rank < 0 ? -1 : (afresh ? first : later).JobAt(rank);
    }

    public void Add(int job)
    {
        _first.Add(first.RankOf(job));
        _later.Add(later.RankOf(job));
    }

    public void Remove(int job)
    {
        _first.Remove(first.RankOf(job));
        _later.Remove(later.RankOf(job));
    }
}
