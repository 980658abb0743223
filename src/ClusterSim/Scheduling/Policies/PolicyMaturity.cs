namespace ClusterSim.Scheduling.Policies;

/// <summary>How close a policy is to what was published.</summary>
public enum PolicyMaturity
{
    /// <summary>
    /// As published; equal, job by job, to another program's schedules or to a naive implementation of the
    /// definition.
    /// </summary>
    Faithful,

    /// <summary>The published idea with named simplifications.</summary>
    Simplified,

    /// <summary>Our own, or not compared with anything published yet.</summary>
    Experimental,
}
