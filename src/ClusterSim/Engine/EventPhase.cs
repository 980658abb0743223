namespace ClusterSim.Engine;

/// <summary>
/// The order of things inside one instant. After the last phase comes the scheduling pass, then the starts that it
/// decided.
/// </summary>
public enum EventPhase
{
    /// <summary>Completions, failures, kills: they make room first.</summary>
    End,

    /// <summary>Nodes that go down or come back.</summary>
    NodeChange,

    /// <summary>Submissions.</summary>
    Submission,

    /// <summary>Utilization changes and wake-ups; detections are made when they are done.</summary>
    Timer,
}
