namespace ClusterSim.Scheduling.Preemption;

/// <summary>The running jobs by rank, kept up to date from what started, left or changed its key.</summary>
internal sealed class RankedRunning(int jobCount)
{
    private readonly List<JobRank> _ranks = [];
    private readonly JobRank?[] _rankOf = new JobRank?[jobCount];

    public int Count => _ranks.Count;

    /// <summary>The job at a position; the last one is the first to give way.</summary>
    public JobRank this[int position] => _ranks[position];

    public void Set(JobRank rank)
    {
        Remove(rank.Job);
        _ranks.Insert(~_ranks.BinarySearch(rank), rank);
        _rankOf[rank.Job] = rank;
    }

    public void Clear()
    {
        foreach (JobRank rank in _ranks)
        {
            _rankOf[rank.Job] = null;
        }

        _ranks.Clear();
    }

    public void Remove(int job)
    {
        if (_rankOf[job] is { } rank)
        {
            _ranks.RemoveAt(_ranks.BinarySearch(rank));
            _rankOf[job] = null;
        }
    }
}
