namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The place of every job of a run in a static order, computed once: a policy then compares whole numbers only. In an
/// order that changes all the time, the places of the waiting jobs are set in every pass.
/// </summary>
internal sealed class Ranking
{
    private readonly int[]? _rankOf;
    private readonly int[]? _jobAt;

    public Ranking(SchedulingView view, IJobOrder order)
    {
        if (order.Changes != KeyChange.Never)
        {
            _jobAt = [.. Enumerable.Range(0, view.JobCount)];
            _rankOf = [.. _jobAt];
            return;
        }

        double[] keys = new double[view.JobCount];
        bool sorted = true;
        for (int job = 0; job < keys.Length; job++)
        {
            keys[job] = order.Key(view.Job(job));
            sorted &= job == 0 || keys[job] >= keys[job - 1];
        }

        if (sorted)
        {
            return;
        }

        _jobAt = new int[keys.Length];
        _rankOf = new int[keys.Length];
        for (int job = 0; job < _jobAt.Length; job++)
        {
            _jobAt[job] = job;
        }

        Array.Sort(_jobAt, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        for (int rank = 0; rank < _jobAt.Length; rank++)
        {
            _rankOf[_jobAt[rank]] = rank;
        }
    }

    public int RankOf(int job) => _rankOf is null ? job : _rankOf[job];

    public int JobAt(int rank) => _jobAt is null ? rank : _jobAt[rank];

    public void Set(int job, int rank) => (_rankOf![job], _jobAt![rank]) = (rank, job);
}
