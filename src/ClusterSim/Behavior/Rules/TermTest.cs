namespace ClusterSim.Behavior.Rules;

/// <summary>What a term tests besides the signal of an event.</summary>
internal enum TermTest
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The metric fell below the level.</summary>
    Below,

    /// <summary>The metric rose to the level or above.</summary>
    Above,

    /// <summary>The job had run no longer than the limit since its last start.</summary>
    Within,

    /// <summary>The event concerns a job.</summary>
    OfJob,

    /// <summary>The line contains the text.</summary>
    Contains,
}
