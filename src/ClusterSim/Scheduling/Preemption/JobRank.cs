namespace ClusterSim.Scheduling.Preemption;

/// <summary>
/// Place of a job among running and waiting ones: by key, then running before waiting, then by first start or the
/// reverse of it, then by submission.
/// </summary>
internal readonly record struct JobRank(double Key, bool Waits, long PlaceByStart, int Job) : IComparable<JobRank>
{
    public int CompareTo(JobRank other)
    {
        int order = Key.CompareTo(other.Key);
        order = order != 0 ? order : Waits.CompareTo(other.Waits);
        order = order != 0 ? order : PlaceByStart.CompareTo(other.PlaceByStart);
        return order != 0 ? order : Job.CompareTo(other.Job);
    }
}
