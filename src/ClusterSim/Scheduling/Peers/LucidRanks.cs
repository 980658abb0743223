namespace ClusterSim.Scheduling.Peers;

/// <summary>The place of every job in an order; equal jobs go in order of submission.</summary>
internal sealed class LucidRanks
{
    private readonly int[] _jobAt;
    private readonly int[] _rankOf;

    public LucidRanks(SchedulingView view, Func<JobView, (double First, double Second)> key)
    {
        (double First, double Second)[] keys =
            [.. Enumerable.Range(0, view.JobCount).Select(job => key(view.Job(job)))];
        _jobAt = [.. Enumerable.Range(0, view.JobCount)];
        _rankOf = new int[view.JobCount];
        Array.Sort(_jobAt, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        for (int rank = 0; rank < _jobAt.Length; rank++)
        {
            _rankOf[_jobAt[rank]] = rank;
        }
    }

    public int JobAt(int rank) => _jobAt[rank];

    public int RankOf(int job) => _rankOf[job];
}
