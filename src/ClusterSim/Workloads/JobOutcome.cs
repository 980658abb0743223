namespace ClusterSim.Workloads;

/// <summary>How a job ends when it runs to its end.</summary>
public enum JobOutcome
{
    /// <summary>It succeeds.</summary>
    Completed,

    /// <summary>It fails by itself.</summary>
    Failed,

    /// <summary>Its user cancels it.</summary>
    Cancelled,
}
