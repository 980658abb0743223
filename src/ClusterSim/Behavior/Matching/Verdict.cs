namespace ClusterSim.Behavior.Matching;

/// <summary>What the negative conditions say about a complete match.</summary>
internal enum Verdict
{
    /// <summary>No negative event lies in any window, and all windows are past.</summary>
    Allowed,

    /// <summary>A negative event lies in a window.</summary>
    Denied,

    /// <summary>A window is still open.</summary>
    Open,
}
