namespace ClusterSim.Scheduling.Orders;

/// <summary>A job and its key: by key, and equal keys in order of submission.</summary>
internal readonly record struct KeyedJob(double Key, int Job) : IComparable<KeyedJob>
{
    public int CompareTo(KeyedJob other)
    {
        int order = Key.CompareTo(other.Key);
        return order != 0 ? order : Job.CompareTo(other.Job);
    }
}
