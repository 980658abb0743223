namespace ClusterSim.Traces.Auditing;

/// <summary>How wrong a row of a trace is.</summary>
public enum SuspectSeverity
{
    /// <summary>It may be right, but a reader of results should know.</summary>
    Suspicious,

    /// <summary>It cannot have happened on the machine.</summary>
    Impossible,
}
