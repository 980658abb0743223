namespace ClusterSim.Scheduling.Preemption;

/// <summary>The waiting jobs that ask for exactly the same, by rank.</summary>
internal sealed class RankedShape(Demand demand)
{
    public Demand Demand => demand;

    /// <summary>Version of each entry by rank; an entry of an older version is void.</summary>
    public PriorityQueue<int, JobRank> Waiting { get; } = new();

    /// <summary>State of the cluster at which a job of the shape was last found not to fit; -1 before.</summary>
    public long BlockedAt { get; set; } = -1;

    /// <summary>The key of that job: those with the same or a greater key do not fit either.</summary>
    public double BlockedKey { get; set; }
}
