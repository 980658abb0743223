using ClusterSim.Scheduling.Peers;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>A virtual cluster: its queue by expected service, and its running jobs that share with nobody.</summary>
internal sealed class LucidCluster(LucidRanks ranks, int jobCount, int mostGpus)
{
    private readonly JobSet _waiting = new(jobCount);
    private readonly bool[] _compared = new bool[jobCount];

    public LucidHosts Hosts { get; } = new(jobCount, mostGpus);

    public void Add(int job)
    {
        _waiting.Add(ranks.RankOf(job));
        _compared[job] = false;
    }

    public void Remove(int job) => _waiting.Remove(ranks.RankOf(job));

    /// <summary>The first waiting job at or behind a rank, and its rank; -1 when there is none.</summary>
    public (int Job, int Rank) Next(int rank)
    {
        int found = _waiting.Next(rank);
        return found < 0 ? (-1, -1) : (ranks.JobAt(found), found);
    }

    /// <summary>Whether the job was compared with all hosts but the fresh ones.</summary>
    public bool IsCompared(int job) => _compared[job];

    /// <summary>Whether the job was compared with all hosts but the fresh ones; from now on it was.</summary>
    public bool WasCompared(int job)
    {
        bool before = _compared[job];
        _compared[job] = true;
        return before;
    }
}
