namespace ClusterSim.Traces.Pai;

/// <summary>Status of a job, task or instance of the PAI trace, by the names that its tables use.</summary>
internal enum PaiStatus
{
    /// <summary>Submitted and not started.</summary>
    Waiting,

    /// <summary>Started and not ended inside the trace.</summary>
    Running,

    /// <summary>The only success.</summary>
    Terminated,

    /// <summary>Ended without success.</summary>
    Failed,
}
