namespace ClusterSim.Workloads;

/// <summary>A workload breaks a rule that every workload must keep, e.g. two jobs with one id.</summary>
public sealed class WorkloadException : Exception
{
    /// <summary>An error without a message.</summary>
    public WorkloadException()
    {
    }

    /// <summary>An error that says which job, what was found and what was expected.</summary>
    public WorkloadException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the one that caused it.</summary>
    public WorkloadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
