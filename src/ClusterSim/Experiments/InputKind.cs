namespace ClusterSim.Experiments;

/// <summary>What a file that somebody wants to have checked is.</summary>
public enum InputKind
{
    /// <summary>A trace.</summary>
    Trace,

    /// <summary>A platform description.</summary>
    Platform,

    /// <summary>An experiment.</summary>
    Experiment,

    /// <summary>Rules.</summary>
    Rules,
}
